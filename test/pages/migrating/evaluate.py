"""Runs calls of Python's netrc module, each in its own home directory, and prints their results as JSON."""

import json
import os
import sys
import tempfile
from netrc import netrc

HOME = os.environ["HOME"]


def outcome(call):
    os.environ["HOME"] = tempfile.mkdtemp(prefix="home-", dir=HOME)
    os.environ.pop("NETRC", None)
    path = os.path.join(os.environ["HOME"], ".netrc")
    with open(path, "w", newline="") as file:
        file.write(call["file"])
    os.chmod(path, 0o600)
    outcome = {"path": path, "file": call["file"]}
    try:
        value = eval(call["code"], {"netrc": netrc, "path": path, "os": os})
        is_text = isinstance(value, str)
        outcome["value"] = value if is_text else json.dumps(value, default=lambda _: None)
        outcome["shown"] = value if is_text else repr(value)
    except Exception as error:
        outcome["error"] = type(error).__name__
    return outcome


json.dump([outcome(call) for call in json.load(sys.stdin)], sys.stdout)
