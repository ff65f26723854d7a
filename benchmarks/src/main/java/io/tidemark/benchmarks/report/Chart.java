/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;

/** A curve or some over a growing size, as a picture. */
public final class Chart {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 360;

  private final XYChart chart;

  /**
   * @param over what grows; on a logarithmic axis
   * @param value what is drawn, with its unit
   */
  public Chart(String title, String over, String value) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(over)
            .yAxisTitle(value)
            .theme(Styler.ChartTheme.Matlab)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setXAxisDecimalPattern("#,###");
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setYAxisMin(0.0);
  }

  /** Draws values on a logarithmic axis, too. */
  public Chart logarithmic() {
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(null);
    return this;
  }

  /** Adds a curve. */
  public Chart curve(String name, List<Double> sizes, List<Double> values) {
    chart.addSeries(name, sizes, values);
    return this;
  }

  /**
   * Adds pairs of curves that are compared, side by side in the legend: the two of a pair have one
   * color, and the second is dashed.
   */
  public Chart drawPairs(List<Pair> pairs, List<Double> sizes) {
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
    Iterator<Color> colors = List.of(chart.getStyler().getSeriesColors()).iterator();
    for (Pair pair : pairs) {
      Color color = colors.next();
      draw(pair.name(), sizes, pair.values(), color);
      draw(pair.otherName(), sizes, pair.otherValues(), color).setLineStyle(SeriesLines.DASH_DASH);
    }
    return this;
  }

  private XYSeries draw(String name, List<Double> sizes, List<Double> values, Color color) {
    XYSeries series = chart.addSeries(name, sizes, values);
    series.setLineColor(color);
    series.setMarkerColor(color);
    return series;
  }

  /** Two curves that are compared. */
  public record Pair(
      String name, List<Double> values, String otherName, List<Double> otherValues) {}

  /** Writes it as PNG. */
  public void save(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
