"""The API's own description is valid, whole, and fit to read."""

import re

from openapi_spec_validator import OpenAPIV31SpecValidator

from postil.web.contract import CONTRACT


def test_the_description_is_valid_openapi(api):
    spec = api.get("/api/openapi.json").json
    assert spec["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(spec).iter_errors()] == []


def test_every_route_of_the_api_is_described(api, app):
    described = {
        (method.upper(), path)
        for path, methods in api.get("/api/openapi.json").json["paths"].items()
        for method in methods
    }
    routes = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("api.", "health."))
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert described == routes


def test_every_operation_says_what_it_does_and_how_it_refuses(api):
    for path, methods in api.get("/api/openapi.json").json["paths"].items():
        for operation in methods.values():
            assert operation["summary"].endswith((".", "?")), path
            refusals = [reply for status, reply in operation["responses"].items() if status >= "400"]
            for reply in refusals:
                schema = reply["content"]["application/json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/ErrorBody"}


def test_the_models_have_plain_names(api):
    for name in api.get("/api/openapi.json").json["components"]["schemas"]:
        assert name.isalnum(), name


def test_the_page_for_people_names_every_route_and_model(api):
    page = api.get("/api/docs")
    assert page.mimetype == "text/html"
    spec = api.get("/api/openapi.json").json
    for path in spec["paths"]:
        assert path in page.text
    for model in spec["components"]["schemas"]:
        assert f'id="{model}"' in page.text
    assert CONTRACT.spec["info"]["version"] in page.text


def test_the_page_for_people_asks_no_other_host(api):
    page = api.get("/api/docs").text
    loaded = re.findall(r"""(?:src|href)="([^"]+)""", page)
    assert loaded
    assert [address for address in loaded if not address.startswith(("/", "#"))] == []
    assert re.findall(r"<script(?! src=)|<style| style=| on[a-z]+=", page) == []


def test_every_body_may_be_refused_as_any_body_is(api):
    bodies = [
        operation
        for methods in api.get("/api/openapi.json").json["paths"].values()
        for operation in methods.values()
        if "application/json" in operation.get("requestBody", {}).get("content", ())
    ]
    assert bodies
    for operation in bodies:
        assert {"400", "413", "415", "422"} <= set(operation["responses"]), operation["summary"]


def test_a_token_is_refused_for_a_broken_body_as_described(api):
    broken = api.post("/api/tokens", data=b"\0", content_type="application/json")
    assert broken.status_code == 400
    described = api.get("/api/openapi.json").json["paths"]["/api/tokens"]["post"]["responses"]
    assert "400" in described
