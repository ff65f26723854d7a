/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.FetchClock;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredJob;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The same figures, but for histograms and status codes, in plain code of the DataStream API, as
 * its documentation teaches: JSON bound to a POJO, a {@code ValueState} with a time to live, a
 * tumbling window with an incremental aggregate. Objects are reused.
 */
public final class DataStreamPeer {

  private static final Duration HORIZON = Duration.ofHours(24);

  private DataStreamPeer() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredJob.run(arguments, DataStreamPeer::define);
  }

  private static StreamExecutionEnvironment define(
      JobSettings settings, Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.getConfig().enableObjectReuse();
    KafkaSource<PeerCall> source =
        KafkaSource.<PeerCall>builder()
            .setBootstrapServers(settings.get(JobSettings.BOOTSTRAP_SERVERS))
            .setGroupId(settings.get(JobSettings.GROUP))
            .setTopics(settings.get(JobSettings.TOPIC))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("interceptor.classes", FetchClock.class.getName())
            .setValueOnlyDeserializer(new Binding())
            .build();
    WatermarkStrategy<PeerCall> watermarks =
        WatermarkStrategy.<PeerCall>forBoundedOutOfOrderness(Duration.ofMinutes(5))
            .withTimestampAssigner((call, ignored) -> call.time());
    environment
        .fromSource(source, watermarks, "read calls")
        .filter(PeerCall::isCounted)
        .keyBy(PeerCall::id)
        .filter(new FirstOnly())
        .keyBy(PeerCall::dimensions)
        .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
        .aggregate(new AddUp(), new ToLine())
        .sinkTo(new LineSink());
    return environment;
  }

  private static final class Binding extends AbstractDeserializationSchema<PeerCall> {
    @Override
    public PeerCall deserialize(byte[] message) throws IOException {
      return PeerCall.JSON.readValue(message, PeerCall.class);
    }
  }

  private static final class FirstOnly extends RichFilterFunction<PeerCall> {
    private transient ValueState<Boolean> seen;

    @Override
    public void open(OpenContext context) {
      ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Types.BOOLEAN);
      descriptor.enableTimeToLive(StateTtlConfig.newBuilder(HORIZON).build());
      seen = getRuntimeContext().getState(descriptor);
    }

    @Override
    public boolean filter(PeerCall call) throws IOException {
      if (seen.value() != null) {
        return false;
      }
      seen.update(true);
      return true;
    }
  }

  private static final class AddUp implements AggregateFunction<PeerCall, PeerHour, PeerHour> {
    @Override
    public PeerHour createAccumulator() {
      return new PeerHour();
    }

    @Override
    public PeerHour add(PeerCall call, PeerHour hour) {
      return hour.add(call);
    }

    @Override
    public PeerHour getResult(PeerHour hour) {
      return hour;
    }

    @Override
    public PeerHour merge(PeerHour one, PeerHour other) {
      throw new UnsupportedOperationException("Tumbling windows do not merge");
    }
  }

  private static final class ToLine
      extends ProcessWindowFunction<PeerHour, Tuple2<String, Long>, String, TimeWindow> {
    @Override
    public void process(
        String dimensions,
        Context context,
        Iterable<PeerHour> hours,
        Collector<Tuple2<String, Long>> out) {
      PeerHour hour = hours.iterator().next();
      out.collect(Tuple2.of(hour.line(context.window().getStart(), dimensions), hour.calls));
    }
  }
}
