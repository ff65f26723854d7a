/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The counters of a sink writer, in the group {@code elasticsearch} of its operator:
 *
 * <table>
 *   <caption>Metrics of one sink writer</caption>
 *   <tr><th>name<th>type<th>meaning
 *   <tr><td>bulksInFlight<td>gauge<td>bulks sent and not settled, those that wait for another
 *       attempt included; at its limit the task waits
 *   <tr><td>bulkLatencyMs<td>histogram<td>milliseconds from sending a request to its answer, over
 *       the last {@value #LATENCIES_KEPT} requests
 *   <tr><td>documentsWritten<td>counter<td>documents that Elasticsearch took
 *   <tr><td>documentsAlreadyThere<td>counter<td>writes answered 409: as good a version, or the
 *       record, was there
 *   <tr><td>documentsRefused<td>counter<td>permanently rejected documents; also the standard {@code
 *       numRecordsSendErrors}
 *   <tr><td>deadLettersLost<td>counter<td>refused documents whose dead letter was refused, too: in
 *       the log only. Anything but 0 is a fault of the templates
 *   <tr><td>bulksDivided<td>counter<td>requests that were halved: too large, or spoilt by one
 *       document
 *   <tr><td>cause.&lt;cause&gt;.documentsRetried<td>counter<td>documents sent again, by cause:
 *       {@code unreachable timeout busy server_error unreadable blocked denied unexpected}
 * </table>
 */
final class ElasticsearchSinkMetrics {

  private static final int LATENCIES_KEPT = 512;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final Histogram latency = new DescriptiveStatisticsHistogram(LATENCIES_KEPT);
  private final Counter written;
  private final Counter alreadyThere;
  private final Counter refused;
  private final Counter sendErrors;
  private final Counter recordsSent;
  private final Counter bytesSent;
  private final Counter deadLettersLost;
  private final Counter divided;
  private final Map<BulkItemOutcome, Counter> retried = new EnumMap<>(BulkItemOutcome.class);

  ElasticsearchSinkMetrics(SinkWriterMetricGroup writer) {
    MetricGroup group = writer.addGroup("elasticsearch");
    group.gauge("bulksInFlight", (Gauge<Integer>) inFlight::get);
    group.histogram("bulkLatencyMs", latency);
    written = counter(group, "documentsWritten");
    alreadyThere = counter(group, "documentsAlreadyThere");
    refused = counter(group, "documentsRefused");
    deadLettersLost = counter(group, "deadLettersLost");
    divided = counter(group, "bulksDivided");
    sendErrors = writer.getNumRecordsSendErrorsCounter();
    recordsSent = writer.getNumRecordsSendCounter();
    bytesSent = writer.getNumBytesSendCounter();
    for (BulkItemOutcome outcome : BulkItemOutcome.values()) {
      if (outcome.mayPass()) {
        MetricGroup cause = group.addGroup("cause", outcome.label());
        retried.put(outcome, counter(cause, "documentsRetried"));
      }
    }
  }

  /** Called by the task's thread: the standard counters are not made for several. */
  void handedOver(int documents, long bytes) {
    recordsSent.inc(documents);
    bytesSent.inc(bytes);
  }

  void bulkTaken() {
    inFlight.incrementAndGet();
  }

  void bulkSettled() {
    inFlight.decrementAndGet();
  }

  /** Answers come on several threads; the histogram is made for one. */
  void answered(long millis) {
    synchronized (latency) {
      latency.update(millis);
    }
  }

  void written() {
    written.inc();
  }

  void alreadyThere() {
    alreadyThere.inc();
  }

  /** The standard counter is not made for several threads. */
  void refused() {
    refused.inc();
    synchronized (sendErrors) {
      sendErrors.inc();
    }
  }

  void deadLetterLost() {
    deadLettersLost.inc();
  }

  void divided() {
    divided.inc();
  }

  void retried(BulkItemOutcome cause, int documents) {
    retried.get(cause).inc(documents);
  }

  private static Counter counter(MetricGroup group, String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }
}
