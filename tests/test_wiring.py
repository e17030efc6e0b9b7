"""What the settings switch on."""

import pytest

from postil.config import read_settings
from postil.errors import BadSetting
from postil.wiring import query_service
from tests.wikimedia.stub import Stub, serving


@pytest.mark.parametrize(
    "said",
    [{}, {"POSTIL_LOOKUPS": "on"}],
    ids=["off", "on"],
)
def test_the_query_service_is_not_asked_unless_somebody_says_who_asks(tmp_path, said):
    settings = read_settings({"POSTIL_DATA": str(tmp_path), **said})
    with pytest.raises(BadSetting, match="POSTIL_CONTACT"), query_service(settings):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_query_service_is_asked_in_the_readers_name(tmp_path):
    with serving(Stub()) as stub:
        stub.answers["sparql"] = {"results": {"bindings": []}}
        settings = read_settings(
            {
                "POSTIL_DATA": str(tmp_path),
                "POSTIL_CONTACT": "ines@example.org",
                "POSTIL_WIKIDATA_SPARQL": f"{stub.base}/sparql",
            }
        )
        with query_service(settings) as service:
            assert service.select("SELECT …", what="nobody") == []
    [seen] = stub.seen
    assert "ines@example.org" in seen.headers["User-Agent"]
