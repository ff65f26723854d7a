/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trend as lines, stacked bars, shares and running total: the same answer, other values. */
@Tag("browser")
class TrendShapeTest extends BrowserTest {

  private static final String CHART = "[data-panel=trend] [name=chart]";

  @BeforeEach
  void open() {
    Harbor.indexed(api);
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&tab=model-calls&metric=calls#token=" + token);
  }

  @Test
  void sharesAddUpToOneAtEachPoint() {
    choose("share");

    assertThat(browser.address()).contains("chart=share");
    for (double[] point : points("share")) {
      assertThat(Arrays.stream(point).filter(share -> !Double.isNaN(share)).sum())
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void theRunningTotalEndsWithTheSumOfThePeriod() {
    choose("cumulative");

    double[] totals = {};
    for (double[] point : points("cumulative")) {
      totals = totals.length == 0 ? point : goOn(totals, point);
    }
    assertThat(Arrays.stream(totals).sum())
        .isEqualTo(Harbor.indexed(api).callsInView().sum("calls").doubleValue());
  }

  @Test
  void drawsMetricsThatDoNotAddUpAsLines() {
    choose("stacked");
    browser.loading(() -> browser.choose("[data-panel=trend] [name=metric]", "latency_ms.p95"));

    assertThat(browser.find(CHART).getAttribute("value")).isEqualTo("line");
    assertThat(browser.texts(CHART + " option:disabled"))
        .containsExactly("stacked bars", "shares, 100%", "running total");
  }

  @Test
  void aWholeHasNoShares() {
    browser.loading(() -> browser.choose("[data-panel=trend] [name=group]", "none"));

    assertThat(browser.texts(CHART + " option:disabled")).containsExactly("shares, 100%");
  }

  @Test
  void keepsUnknownValuesUnknownInEachShape() {
    assertThat(shape("share", "[[2, null, 0], [6, null, 0]]"))
        .isEqualTo("[[0.25,null,null],[0.75,null,null]]");
    assertThat(shape("share", "[[null, 3], [5, 1]]")).isEqualTo("[[null,0.75],[1,0.25]]");
    assertThat(shape("cumulative", "[[1, null, 2, null]]")).isEqualTo("[[1,null,3,null]]");
  }

  @Test
  void drawsASingleValue() {
    browser.open(api.uri() + "/?zone=UTC&tab=model-calls&metric=calls&group=none&interval=day");
    Object dots =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "Promise.all(['echarts', 'time-chart', 'canvas'].map(name =>"
                + " import(`/page/charts/${name}.js`))).then(([echarts, { TimeChart }, canvas]) =>"
                + " canvas.loadCharts().then(() => {"
                + " const chart = new TimeChart(); document.body.append(chart.element);"
                + " chart.draw({ title: 't', format: 'count', interval: 'hour', zone: 'UTC',"
                + " times: [0, 1, 2, 3, 4].map(at => new Date(at * 36e5).toISOString()),"
                + " from: new Date(0).toISOString(), end: new Date(18e6).toISOString(),"
                + " finalThrough: null, series: [{ name: 'a', kind: 'line',"
                + " values: [null, 5, null, 1, 2] }] });"
                + " const drawn = echarts.getInstanceByDom(chart.element).getOption();"
                + " chart.element.remove();"
                + " done(JSON.stringify(drawn.series[0].data.map(one => one?.symbol ?? null)));"
                + " }))");
    assertThat(dots).isEqualTo("[null,\"circle\",null,null,null]");
  }

  private Object shape(String name, String series) {
    return browser.asyncJs(
        "const done = arguments[arguments.length - 1]; import('/page/trend/shape.js').then("
            + "({ shapeValues }) => done(JSON.stringify(shapeValues(arguments[0],"
            + " JSON.parse(arguments[1])))))",
        name,
        series);
  }

  private void choose(String shape) {
    browser.loading(() -> browser.choose(CHART, shape));
  }

  /** The totals after one more point; what is not known there stays as it was, and none sinks. */
  private static double[] goOn(double[] totals, double[] point) {
    double[] after = totals.clone();
    for (int series = 0; series < point.length; series++) {
      if (!Double.isNaN(point[series])) {
        assertThat(point[series]).isGreaterThanOrEqualTo(totals[series]);
        after[series] = point[series];
      }
    }
    return after;
  }

  /** The values of all series at each point, from the file that bears the name of the shape. */
  private List<double[]> points(String shape) {
    browser.click("[data-panel=trend] [data-tool=csv]");
    String file = new String(browser.download("csv"), UTF_8);
    assertThat(browser.fileNames()).singleElement().asString().contains(shape);
    return file.lines().skip(1).map(TrendShapeTest::values).toList();
  }

  /** A row without its time and its last column, which says whether it is provisional. */
  private static double[] values(String row) {
    String[] cells = row.split(",");
    return Arrays.stream(cells, 1, cells.length - 1)
        .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
        .toArray();
  }
}
