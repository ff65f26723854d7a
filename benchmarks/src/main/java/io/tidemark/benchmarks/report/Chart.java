/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** A curve or some over a growing size, as a picture. */
public final class Chart {

  private static final int WIDTH = 640;
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

  /** Writes it as PNG. */
  public void save(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
