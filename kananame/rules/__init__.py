"""What the law says, one dated function a provision (規定ごとの判定)."""
