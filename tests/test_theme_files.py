"""The list of the theme's files without its hidden folders: the engine takes from it what it takes from the whole list."""

import gc
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from tests.building import ROOT


def test_the_engine_takes_the_same_files(tmp_path: Path) -> None:
    spec = spec_from_file_location("site_hook", ROOT / "hooks" / "site.py")
    assert spec
    assert spec.loader
    hook = module_from_spec(spec)
    spec.loader.exec_module(hook)
    gc.enable()  # the hook works without
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path))
    whole: Environment = config.theme.get_env()
    short: Environment = hook._environment(config.theme.get_env)
    assert isinstance(whole.loader, FileSystemLoader)
    taken = []
    for environment in (whole, short):
        files = Files([])
        files.add_files_from_theme(environment, config)
        taken.append(sorted((file.src_uri, file.src_dir) for file in files))
    assert taken[0] == taken[1]
    assert len(taken[0]) > 50
    assert len(short.list_templates()) < len(whole.list_templates()) / 10
