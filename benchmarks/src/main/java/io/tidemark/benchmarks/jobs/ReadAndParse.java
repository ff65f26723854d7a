/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.FetchClock;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredJob;
import io.tidemark.benchmarks.measuring.RunProgress;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.NativeModelCallFormat;
import io.tidemark.model.parsing.UsageFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic with Flink's own source, parses each call and drops it: the least to be done. */
public final class ReadAndParse {

  private ReadAndParse() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredJob.run(arguments, ReadAndParse::define);
  }

  private static StreamExecutionEnvironment define(
      JobSettings settings, Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.getConfig().enableObjectReuse();
    KafkaSource<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setBootstrapServers(settings.get(JobSettings.BOOTSTRAP_SERVERS))
            .setGroupId(settings.get(JobSettings.GROUP))
            .setTopics(settings.get(JobSettings.TOPIC))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("interceptor.classes", FetchClock.class.getName())
            .setDeserializer(new Parser())
            .build();
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "read and parse")
        .sinkTo(new RefusingSink<>());
    return environment;
  }

  /** Parses and hands nothing on. */
  private static final class Parser implements KafkaRecordDeserializationSchema<byte[]> {

    private transient NativeModelCallFormat format;
    private transient UsageFormat.Output<ModelCall> output;

    @Override
    public void open(InitializationContext context) {
      AtomicLong parsed = RunProgress.counter();
      format = new NativeModelCallFormat();
      output =
          new UsageFormat.Output<>() {
            @Override
            public void event(ModelCall call) {
              parsed.lazySet(parsed.get() + 1);
            }

            @Override
            public void reject(String message) {
              throw new IllegalStateException(message);
            }
          };
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
      format.parse(record.value(), output);
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }
  }
}
