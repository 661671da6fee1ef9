"""Answers requests with Python's own netrc module, one JSON text a line."""

import base64
import json
import netrc
import os
import sys

FILE = os.path.join(os.path.expanduser("~"), ".netrc")


def encode(text):
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")


def read():
    machines = []
    for name, (login, account, password) in netrc.netrc().hosts.items():
        fields = {"name": name, "login": login, "account": account, "password": password}
        machines.append({field: encode(value) for field, value in fields.items()})
    return {"machines": machines}


def write():
    # The documentation: "Dump the class data as a string in the format of a netrc file."
    text = repr(netrc.netrc())
    with open(FILE, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return {}


for line in sys.stdin:
    request = json.loads(line)
    with open(FILE, "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(base64.b64decode(request["content"]))
    try:
        answer = {"read": read, "write": write}[request["operation"]]()
    except Exception:
        answer = {"refused": True}
    with open(FILE, "rb") as file:
        answer["content"] = base64.b64encode(file.read()).decode("ascii")
    print(json.dumps(answer), flush=True)
