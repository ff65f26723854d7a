/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The axes of charts name what is at them. */
@Tag("browser")
class AxesTest extends BrowserTest {

  /** The labels below a chart that are drawn: text, middle in pixels, and the nearest point. */
  private static final String LABELS =
      "const done = arguments[arguments.length - 1];"
          + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => {"
          + " const place = document.querySelector(`[data-panel=${arguments[0]}] .chart`);"
          + " const chart = echarts.getInstanceByDom(place);"
          + " const points = chart.getOption().xAxis[0].data.map((_, at) =>"
          + "   chart.convertToPixel({ xAxisIndex: 0 }, at));"
          + " const bottom = chart.convertToPixel({ yAxisIndex: 0 }, 0);"
          + " done(chart.getZr().storage.getDisplayList(true)"
          + "  .filter(drawn => drawn.style.text?.trim())"
          + "  .map(drawn => { const box = drawn.getBoundingRect().clone();"
          + "    if (drawn.transform) box.applyTransform(drawn.transform);"
          + "    const middle = box.x + box.width / 2;"
          + "    const off = Math.min(...points.map(point => Math.abs(point - middle)));"
          + "    return { text: drawn.style.text, middle, off, top: box.y,"
          + "      left: box.x, right: box.x + box.width, within: place.clientWidth,"
          + "      bottom: box.y + box.height, height: place.clientHeight }; })"
          + "  .filter(label => label.top > bottom && label.middle > points[0] - 5)"
          + "  .sort((a, b) => a.top - b.top || a.middle - b.middle)); })";

  private static final String VALUE_AXIS_END =
      "const done = arguments[arguments.length - 1];"
          + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => {"
          + " const place = document.querySelector(`[data-panel=${arguments[0]}] .chart`);"
          + " const axis = echarts.getInstanceByDom(place).getModel().getComponent('yAxis').axis;"
          + " done(axis.scale.getExtent()[1]); })";

  @BeforeEach
  void indexUsage() {
    Harbor.indexed(api);
  }

  @Test
  void everyLabelIsUnderItsPointAndCoversNoOther() {
    openView("status", "UTC");
    assertLabels("model-calls", "12h", "UTC", 1280);
    assertLabels("model-calls", "1d", "Asia/Shanghai", 1280);
    assertLabels("model-calls", "3d", "Asia/Kolkata", 1920);
    assertLabels("comfyui", "1d", "America/St_Johns", 1280);
    assertLabels("training", "30d", "UTC", 1280);
    assertLabels("model-calls", "3d", "UTC", 390);
    assertLabels("training", "30d", "UTC", 390);
  }

  private void assertLabels(String tab, String range, String zone, int width) {
    browser.resize(width, 900);
    browser.loading(() -> browser.follow("/?zone=" + zone + "&tab=" + tab + "&range=" + range));

    List<Map<String, Object>> labels = labels("trend");
    assertThat(labels).hasSizeGreaterThan(1);
    for (Map<String, Object> label : labels) {
      assertThat(number(label, "off")).as(label.toString()).isCloseTo(0, within(1.5));
      assertThat(number(label, "left")).as(label.toString()).isGreaterThanOrEqualTo(0);
      assertThat(number(label, "right"))
          .as(label.toString())
          .isLessThanOrEqualTo(number(label, "within"));
      assertThat(number(label, "bottom"))
          .as(label.toString())
          .isLessThanOrEqualTo(number(label, "height"));
    }
    for (int i = 1; i < labels.size(); i++) {
      Map<String, Object> before = labels.get(i - 1);
      if (number(before, "top") == number(labels.get(i), "top")) {
        assertThat(number(before, "right"))
            .as(before + " " + labels.get(i))
            .isLessThan(number(labels.get(i), "left"));
      }
    }
  }

  @Test
  void anHourlyAxisOverSeveralDaysNamesEachDayOnce() {
    browser.resize(1280, 900);
    openView("model-calls&range=3d&interval=hour", "UTC");
    assertThat(texts("trend"))
        .contains("03/10", "03/11", "03/12", "00:00", "12:00")
        .allMatch(text -> text.matches("\\d\\d:00|\\d\\d/\\d\\d"));
    assertThat(texts("trend")).filteredOn(text -> text.contains("/")).doesNotHaveDuplicates();

    browser.loading(
        () ->
            browser.follow(
                "/?zone=UTC&tab=model-calls&from=2026-03-11T10:00:00Z&to=2026-03-11T20:00:00Z"));
    assertThat(texts("trend")).as("one day needs no name").noneMatch(text -> text.contains("/"));
  }

  /** Windows of an hour start at half past in this zone, so none starts at midnight. */
  @Test
  void anHourlyAxisNamesDaysThatStartWithinAnHour() {
    browser.resize(1280, 900);
    openView("model-calls&range=3d&interval=hour", "Asia/Kolkata");
    assertThat(texts("trend"))
        .contains("03/10", "03/11", "03/12", "00:30")
        .allMatch(text -> text.matches("\\d\\d:30|\\d\\d/\\d\\d"));
  }

  @Test
  void aDayThatThePeriodCutsIsMarkedOnTheAxisInTheTableAndInTheFile() {
    browser.resize(1280, 900);
    openView("model-calls&interval=day&from=2026-03-09T10:00:00Z&to=2026-03-12T00:00:00Z", "UTC");
    assertThat(texts("trend"))
        .containsExactly("Mon, 03/09", "Tue, 03/10", "Wed, 03/11", "part of day");

    browser.click("[data-panel=trend] [data-tool=table]");
    assertThat(browser.texts("[data-panel=trend] .chart + div td:first-child"))
        .containsExactly("Mon, 03/09 (part of day)", "Tue, 03/10", "Wed, 03/11");
    browser.click("[data-panel=trend] [data-tool=csv]");
    List<String> rows = new String(browser.download("csv"), UTF_8).lines().toList();
    assertThat(rows.get(0)).endsWith(",partial,provisional");
    assertThat(rows.get(1)).endsWith(",true,false");
    assertThat(rows.get(2)).endsWith(",false,false");
  }

  /** A day of 23 hours that the period holds whole is whole. */
  @Test
  void aDayOnWhichClocksChangeIsNotCut() {
    browser.resize(1280, 900);
    openView(
        "model-calls&interval=day&from=2026-03-08T05:00:00Z&to=2026-03-10T04:00:00Z",
        "America/New_York");
    assertThat(texts("trend")).containsExactly("Sun, 03/08", "Mon, 03/09");
  }

  @Test
  void anAxisOfSharesEndsAtTheWholeAtMost() {
    openView("performance", "UTC");
    assertThat(valueAxisEnd("error_rate")).isLessThanOrEqualTo(1.0);
    Map.of(0.9, 1.0, 1.0, 1.0, 0.76, 1.0, 0.02, 0.02, 0.0, 1.0, 0.3, 0.3)
        .forEach(
            (share, end) -> assertThat(axisEndOfShare(share)).as("%s", share).isBetween(end, 1.0));

    openView("comfyui", "UTC");
    assertThat(valueAxisEnd("levels")).isLessThanOrEqualTo(1.0);
  }

  private double axisEndOfShare(double share) {
    Object scale =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "import('/page/charts/canvas.js').then(({ loadCharts }) => loadCharts())"
                + " .then(() => import('/page/charts/time-chart.js')).then(({ TimeChart }) => {"
                + " const chart = new TimeChart(); document.body.append(chart.element);"
                + " const times = ['2026-03-12T08:00:00Z', '2026-03-12T09:00:00Z'];"
                + " chart.draw({ title: 'x', format: 'ratio', interval: 'hour', zone: 'UTC',"
                + "  times, from: times[0], end: '2026-03-12T10:00:00Z', finalThrough: null,"
                + "  series: [{ name: 'x', values: [arguments[0], null], kind: 'line' }] });"
                + " const axis = chart.canvas.chart.getModel().getComponent('yAxis').axis;"
                + " done(axis.scale.getExtent()[1]); })",
            share);
    return ((Number) scale).doubleValue();
  }

  private double valueAxisEnd(String panel) {
    return ((Number) browser.asyncJs(VALUE_AXIS_END, panel)).doubleValue();
  }

  /** 26 hours, and 90 minutes; 9 seconds are decimal. */
  @Test
  void axesOfLongTimesHaveStepsOfMinutesAndHours() {
    openView("status", "UTC");
    Object steps =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "import('/page/charts/value-axis.js').then(({ valueScale }) => done("
                + " [['span', 93_600_000], ['seconds', 5_400], ['ms', 9_000], ['count', 93_600_000]]"
                + "  .map(([format, value]) => valueScale(format, [null, value]).interval ?? 0)))");

    assertThat(steps).isEqualTo(List.of(36_000_000L, 1_200L, 0L, 0L));
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> labels(String panel) {
    return (List<Map<String, Object>>) browser.asyncJs(LABELS, panel);
  }

  private List<String> texts(String panel) {
    return labels(panel).stream().map(label -> label.get("text").toString()).toList();
  }

  private static double number(Map<String, Object> label, String name) {
    return ((Number) label.get(name)).doubleValue();
  }

  private void openView(String view, String zone) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=" + zone + "&tab=" + view + "#token=" + token);
  }
}
