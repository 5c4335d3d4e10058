"""A small site built by MkDocs with the theme and the features of the real one, from any pages."""

from collections.abc import Mapping
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

CONFIG = """\
site_name: Sample
site_url: "{url}"
docs_dir: docs
site_dir: site
theme:
  name: material
  variant: classic
  custom_dir: overrides
  font: false
  palette:
    - {{media: "(prefers-color-scheme)", toggle: {{icon: material/brightness-auto, name: Light mode}}}}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-sunny, name: Dark mode}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-night, name: As the system}}
  features:
    - navigation.instant
    - navigation.instant.prefetch
    - navigation.instant.progress
    - navigation.tracking
    - navigation.tabs
    - navigation.sections
    - navigation.path
    - navigation.indexes
    - navigation.top
    - navigation.footer
    - toc.follow
    - search.suggest
    - search.highlight
    - search.share
    - content.tooltips
    - content.code.copy
    - announce.dismiss
extra: {{generator: false}}
plugins: {{search: {{}}, tags: {{}}}}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - md_in_html
  - tables
  - pymdownx.details
  - toc: {{permalink: true, permalink_title: Link to this claim, toc_depth: 3}}
"""

# The hook of our own that the real overrides put around each page's text.
_MAIN = """\
{% extends "base.html" %}
{% block content %}<div class="tp-page">{{ super() }}</div>{% endblock %}
"""


def write_config(root: Path, *, url: str = "https://example.org/base/") -> Path:
    """Write ``mkdocs.yml`` and its overrides into ``root`` and return the path of the first."""
    (root / "overrides").mkdir(exist_ok=True)
    (root / "overrides/main.html").write_text(_MAIN, "utf-8")
    path = root / "mkdocs.yml"
    path.write_text(CONFIG.format(url=url), "utf-8")
    return path


def build_sample(root: Path, pages: Mapping[str, str], *, url: str = "https://example.org/base/") -> Path:
    """Build a site of ``pages`` (path → Markdown) in ``root`` and return its folder."""
    for path, source in pages.items():
        page = root / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(source, encoding="utf-8", newline="\n")
    config = load_config(str(write_config(root, url=url)))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return root / "site"


def sample_page(title: str, body: str) -> str:
    """Return a page as the real ones begin."""
    return f'---\ntitle: "{title}"\ndescription: "About {title}"\n---\n\n# {title}\n\n{body}\n'
