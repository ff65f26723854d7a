/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.flink.metrics.prometheus;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.util.NetUtils;

/**
 * Found by name in {@code metrics.reporter.prom.factory.class}; option {@code port}: a port, a
 * list, or a range.
 */
public final class LoopbackPrometheusReporterFactory implements MetricReporterFactory {

  private static final String DEFAULT_PORTS = "9249-9299";

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    String ports = properties.getProperty("port", DEFAULT_PORTS);
    return new LoopbackPrometheusReporter(NetUtils.getPortRangeFromString(ports));
  }
}
