"""Runs aws command lines within Debian's awscli, without a process or a network for each.

Reads one JSON object from standard input and writes one to standard output:

    {"lines": [["cognito-identity", "get-id", ...], ...]}   ->  {"results": [{"rc", "stderr", "stdout", "request"}, ...]}
    {"tables": true}                                        ->  {"operations": {"cognito-identity get-id": {...}}}
    {"version": true}                                       ->  {"version": "aws-cli/..."}

"request" is the first request that would have been sent, or null. To be run with the Python that awscli is installed for.
"""
import contextlib
import io
import json
import sys
import warnings

warnings.simplefilter("ignore")

from awscli import __version__
from awscli.botocore.awsrequest import AWSResponse
from awscli.botocore.session import Session
from awscli.clidriver import create_clidriver

SERVICES = ("cognito-identity", "cognito-idp", "cognito-sync")

# One loader keeps the models that it has read.
LOADER = Session().get_component("data_loader")


class Answer:
    def stream(self, *args, **kwargs):
        yield b"{}"


def driver_for(words, requests):
    def record(request, **kwargs):
        body = request.body
        if isinstance(body, bytes):
            body = body.decode("utf-8")
        requests.append({
            "method": request.method,
            "url": request.url,
            "headers": {k: v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()},
            "body": body or "",
        })
        return AWSResponse(request.url, 200, {}, Answer())

    driver = create_clidriver(words)
    driver.session.register_component("data_loader", LOADER)
    driver.session.register("before-send.*.*", record)
    return driver


def run(words):
    requests = []
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            rc = driver_for(words, requests).main(words)
        except SystemExit as e:
            rc = e.code
        except Exception as e:  # an error before there is a driver to tell it
            rc = 252
            print(e, file=sys.stderr)
    return {"rc": rc, "stdout": out.getvalue(), "stderr": err.getvalue(), "request": requests[0] if requests else None}


def tables():
    operations = {}
    for service in SERVICES:
        driver = driver_for([], [])
        for name, command in driver.subcommand_table[service].subcommand_table.items():
            arguments = command.arg_table
            operations[service + " " + name] = {
                "operation": command._operation_model.name,
                "options": [a.cli_name for a in arguments.values()],
                "required": [a.cli_name for a in arguments.values() if a.required and a.cli_type_name != "boolean"],
                "paging": paging(driver.session, service, command._operation_model.name),
                "skeleton": skeleton(command),
            }
    return operations


def paging(session, service, operation):
    try:
        how = session.get_paginator_model(service).get_paginator(operation)
    except ValueError:
        return None
    return {"token": how["input_token"], "limit": how["limit_key"]}


def skeleton(command):
    # Only this argument's own code is run: within a driver that knows other operations, their skeletons would answer too.
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        command.arg_table["generate-cli-skeleton"]._generate_input_skeleton()
    return out.getvalue()


def main():
    asked = json.load(sys.stdin)
    answer = {}
    if asked.get("version"):
        answer["version"] = "aws-cli/" + __version__
    if asked.get("tables"):
        answer["operations"] = tables()
    if "lines" in asked:
        answer["results"] = [run(words) for words in asked["lines"]]
    json.dump(answer, sys.stdout)


main()
