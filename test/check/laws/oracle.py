"""Prints what programs read in netrc files: the models of curl, Git, Wget and git-credential-netrc, and Python's own module.

Reads lines of JSON from standard input, {"content": base64, "hosts": [...]}, and prints for each a line: for each host an object
with, by name of the program, a list of the answers of its versions: [login, password] in base64, "none" or "error".
"""
import base64
import json
import netrc
import os
import signal
import sys
import tempfile

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
from models import model  # noqa: E402

DIALECTS = {
    'curl': ['curl-8.21.0'],
    'curl@8.11': ['curl-8.11.1', 'curl-8.12.1', 'curl@trixie', 'curl-8.20.0'],
    'curl@7.84': ['curl-8.5.0', 'curl'],
    'git': ['git', 'git@trixie', 'curl-8.21.0'],
    'wget': ['wget', 'wget@trixie'],
    'git-credential-netrc': ['git-credential-netrc'],
}
SECONDS = 0.2


class Late(Exception):
    pass


def stop(*_):
    raise Late


def answer(dialect, content, host):
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        found = model(dialect, content, host, None)
    except Late:
        return 'error'
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if found['error']:
        return 'error'
    return encode(found['login'], found['password']) if found['found'] else 'none'


def encode(login, password):
    return [base64.b64encode(value or b'').decode() for value in (login, password)]


def read_with_python(path, content):
    with open(path, 'wb') as file:
        file.write(content)
    try:
        return netrc.netrc(path)
    except (netrc.NetrcParseError, UnicodeDecodeError):
        return None


def answer_of_python(read, host):
    if read is None:
        return 'error'
    found = read.authenticators(host)
    if found is None:
        return 'none'
    return encode(*(value.encode('utf-8', 'surrogateescape') for value in (found[0], found[2])))


signal.signal(signal.SIGALRM, stop)
with tempfile.TemporaryDirectory() as folder:
    for line in sys.stdin:
        question = json.loads(line)
        content = base64.b64decode(question['content'])
        read = read_with_python(os.path.join(folder, 'netrc'), content)
        answers = []
        for host in question['hosts']:
            name = host.encode()
            answers.append({
                'python': [answer_of_python(read, host)],
                **{program: [answer(each, content, name) for each in dialects]
                   for program, dialects in DIALECTS.items()},
            })
        print(json.dumps(answers))
