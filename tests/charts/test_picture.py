"""A picture of a chart stands alone: it says what it is, what it shows and where it is from."""

import json

import plotly.graph_objects as go
import pytest

from dashboard.charts.picture import WIDTH, picture
from dashboard.charts.status_bars import SIGNS
from dashboard.flows.draw_chart import draw
from dashboard.language.words import Language, words_for
from dashboard.plan.status import ActionStatus
from tests.samples import example

ASKED = (("trajectory", "I-05"), ("status_by_administration", ""), ("status_by_goal", "BYM"))


@pytest.mark.parametrize(("chart", "of"), ASKED)
@pytest.mark.parametrize("language", Language)
def test_a_picture_is_valid_light_and_says_what_it_shows(chart: str, of: str, language: Language):
    figure = draw(example("example-city"), words_for(language), chart=chart, of=of)
    assert figure is not None
    made = picture(figure, heading="Et <b>navn", sentence="Ord " * 60, source="Kilde: {x}")
    go.Figure(made)
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    layout = made["layout"]
    assert (layout["paper_bgcolor"], layout["width"]) == ("#ffffff", WIDTH)
    assert layout["height"] > figure["layout"]["height"]
    assert "Et &lt;b&gt;navn" in layout["title"]["text"]
    assert layout["title"]["text"].count("<br>") >= 2
    assert layout["annotations"][-1]["text"] == "Kilde: &#123;x}"
    # What has no name in the legend has none to show.
    assert all(trace["showlegend"] == ("name" in trace) for trace in made["data"])
    assert figure["layout"].get("width") is None, "the figure itself stays as it was"


def test_every_status_has_a_sign_of_its_own():
    assert set(SIGNS) == set(ActionStatus)
    assert len(set(SIGNS.values())) == len(SIGNS)
