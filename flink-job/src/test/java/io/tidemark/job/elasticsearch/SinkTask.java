/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.documents.DocumentWrite;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * A sink writer on a task of its own: Flink's mailbox, timers moved by hand, metrics to look at.
 * The thread that makes it is the task's.
 */
final class SinkTask implements WriterInitContext, AutoCloseable {

  private static final SinkWriter.Context NO_CONTEXT =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
          return null;
        }
      };

  private final MetricListener metrics = new MetricListener();
  private final SinkWriterMetricGroup group =
      MetricsGroupTestUtils.mockWriterMetricGroup(metrics.getMetricGroup());
  private final TestProcessingTimeService timers = new TestProcessingTimeService();
  private final MailboxExecutor mailbox =
      new MailboxExecutorImpl(new TaskMailboxImpl(), 0, StreamTaskActionExecutor.IMMEDIATE);
  private final SinkWriter<DocumentWrite> writer;

  SinkTask(ElasticsearchSinkOptions options) throws Exception {
    this(new ElasticsearchDocumentSink(options));
  }

  SinkTask(ElasticsearchDocumentSink sink) throws Exception {
    writer = InstantiationUtil.clone(sink).createWriter(this);
  }

  /** Writes as a task does: mails go first. */
  void write(DocumentWrite document) throws Exception {
    boolean more = true;
    while (more) {
      more = mailbox.tryYield();
    }
    writer.write(document, NO_CONTEXT);
  }

  /** Returns when the sink would let a checkpoint pass. */
  void checkpoint() throws Exception {
    writer.flush(false);
  }

  void passTime(long millis) throws Exception {
    timers.advance(millis);
  }

  long counted(String... name) {
    return metrics.getCounter(inGroup(name)).orElseThrow().getCount();
  }

  long sendErrors() {
    return group.getNumRecordsSendErrorsCounter().getCount();
  }

  int bulksInFlight() {
    return metrics.<Integer>getGauge(inGroup("bulksInFlight")).orElseThrow().getValue();
  }

  Histogram latency() {
    return metrics.getHistogram(inGroup("bulkLatencyMs")).orElseThrow();
  }

  private static String[] inGroup(String... name) {
    String[] path = new String[name.length + 1];
    path[0] = "elasticsearch";
    System.arraycopy(name, 0, path, 1, name.length);
    return path;
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
  }

  @Override
  public MailboxExecutor getMailboxExecutor() {
    return mailbox;
  }

  @Override
  public ProcessingTimeService getProcessingTimeService() {
    return timers;
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return group;
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return OptionalLong.empty();
  }

  @Override
  public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return true;
  }

  @Override
  public <T> TypeSerializer<T> createInputSerializer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobInfo getJobInfo() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TaskInfo getTaskInfo() {
    throw new UnsupportedOperationException();
  }
}
