"""How the tests start Debian's chromium: without a window, asking nobody of its own accord."""

from __future__ import annotations

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter",
    "--disable-default-apps",
    "--window-size=1280,900",
)
