"""How Sphinx is set up for one language."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import kananame
from kananame.rulebook import rulebook

THEME: Final = Path(__file__).parent / "theme"
TITLE: Final = {"ja": "kananame — 氏名の振り仮名", "en": "kananame — how a Japanese name is read"}
FONTS: Final = (
    '"Segoe UI", "Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif'
)
CODE_FONTS: Final = (
    'ui-monospace, "SFMono-Regular", "Cascadia Mono", "Consolas", "DejaVu Sans Mono", "Hiragino Sans", "BIZ UDGothic",'
    ' "Noto Sans Mono CJK JP", monospace'
)
SHARED: Final = {"font-stack": FONTS, "font-stack--monospace": CODE_FONTS}


def settings(lang: str) -> dict[str, Any]:
    """Return the settings of Sphinx for the site in one language."""
    return {
        "project": "kananame",
        "language": lang,
        "extensions": ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "docs.site.extension"],
        "source_suffix": {".md": "markdown"},
        "exclude_patterns": ["files/**"],
        "nitpicky": True,
        "smartquotes": False,
        "suppress_warnings": ["config.cache"],
        "myst_enable_extensions": ["colon_fence", "attrs_inline", "attrs_block", "deflist"],
        "myst_heading_anchors": 4,
        "myst_heading_anchors_html_ids": False,
        "myst_links_external_new_tab": False,
        "html_theme": "furo",
        "html_title": TITLE[lang],
        "html_short_title": "kananame",
        "html_sidebars": {
            "**": [
                "sidebar/brand.html",
                "sidebar/search.html",
                "sidebar/scroll-start.html",
                "sidebar/navigation.html",
                "sidebar/scroll-end.html",
            ]
        },
        "html_favicon": str(THEME / "static" / "icon.svg"),
        "html_static_path": [str(THEME / "static")],
        "html_css_files": ["site.css"],
        "html_js_files": [("site.js", {"defer": "defer"})],
        "templates_path": [str(THEME / "templates")],
        "html_use_index": False,
        "html_domain_indices": False,
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_search_language": lang,
        "html_theme_options": {
            "light_css_variables": SHARED,
            "dark_css_variables": {**SHARED, "color-foreground-muted": "#9aa0a6"},
            "top_of_page_buttons": [],
        },
        "html_context": {"version": kananame.__version__, "edition": rulebook().edition},
        "pygments_style": "a11y-high-contrast-light",
        "highlight_language": "none",
        "autodoc_member_order": "bysource",
        "autodoc_typehints": "signature",
        "napoleon_google_docstring": True,
        "napoleon_numpy_docstring": False,
        "add_module_names": False,
        "python_use_unqualified_type_names": True,
    }
