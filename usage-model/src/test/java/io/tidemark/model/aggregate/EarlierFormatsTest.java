/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import static io.tidemark.model.aggregate.Aggregates.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.codingagents.AgentAggregation;
import io.tidemark.model.comfyui.RunAggregation;
import io.tidemark.model.histogram.LatencyHistogram;
import io.tidemark.model.histogram.RevisableHistogram;
import io.tidemark.model.hourly.PipelineAggregation;
import io.tidemark.model.modelcalls.CallAggregation;
import io.tidemark.model.training.TrainingAggregation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** State of builds up to 0.1.0, byte by byte, becomes the same documents. */
@Tag("fast")
class EarlierFormatsTest {

  private static final long UNKNOWN = -1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  @Test
  void readsModelCalls() throws IOException {
    writeLongs(-2, 1);
    writeModelCalls();

    assertThat(read(CallAggregation.LAYOUT, CallAggregation::readEarlier)).isEqualTo(modelCalls(1));
  }

  @Test
  void readsModelCallsWithoutInconsistentOnes() throws IOException {
    writeModelCalls();

    assertThat(read(CallAggregation.LAYOUT, CallAggregation::readEarlier)).isEqualTo(modelCalls(0));
  }

  @Test
  void readsComfyuiRuns() throws IOException {
    writeLongs(4, 3, 2, 1, 5, 30);
    RevisableHistogram runTime = new RevisableHistogram();
    runTime.add(100);
    runTime.writeTo(out);
    new RevisableHistogram().writeTo(out);

    assertThat(read(RunAggregation.LAYOUT, RunAggregation::readEarlier))
        .isEqualTo(
            "30 {\"executions\":10,\"succeeded\":4,\"failed\":3,\"cancelled\":2,\"abandoned\":1,"
                + "\"runs_without_duration\":5,\"run_time_ms\":{\"count\":1,\"sum\":100,"
                + "\"min\":100,\"max\":100,\"bins\":{\"b057\":1},\"bin_counts\":[\"b057x1\"]}}");
  }

  @Test
  void readsTrainingJobs() throws IOException {
    writeLongs(1, 2, 3, 4, 500, 1, 6_000, 9);

    assertThat(read(TrainingAggregation.LAYOUT, TrainingAggregation::readEarlier))
        .isEqualTo(
            "9 {\"jobs\":1,\"succeeded\":2,\"failed\":3,\"cancelled\":4,\"trained_tokens\":500,"
                + "\"run_time_ms\":6000}");
  }

  @Test
  void readsTrainingJobsThatReportedNoTokens() throws IOException {
    writeLongs(1, 0, 0, 0, 0, 0, 6_000, 9);

    assertThat(read(TrainingAggregation.LAYOUT, TrainingAggregation::readEarlier))
        .doesNotContain("trained_tokens");
  }

  @Test
  void readsCodingAgents() throws IOException {
    writeLongs(7, 8);
    out.writeByte(4);
    for (int code : new int[] {6, 7, 8, 11}) {
      out.writeByte(code);
      out.writeLong(code * 10L);
    }
    out.writeShort(2);
    out.writeUTF("s1");
    out.writeUTF("s2");

    assertThat(read(AgentAggregation.LAYOUT, AgentAggregation::readEarlier))
        .isEqualTo(
            "8 {\"measurements\":7,\"tokens\":210,\"input_tokens\":70,\"output_tokens\":80,"
                + "\"active_ms\":110,\"session_ids\":[\"s1\",\"s2\"]}");
  }

  @Test
  void readsCountsOfThePipeline() throws IOException {
    writeLongs(5, 3, 1);

    assertThat(read(PipelineAggregation.LAYOUT, PipelineAggregation::readEarlier))
        .isEqualTo("8 {\"counted\":5,\"duplicates\":3,\"conflicting_duplicates\":1}");
  }

  private void writeModelCalls() throws IOException {
    writeLongs(10, 7, 2, 1, 4, 3);
    writeLongs(100, 50, 150, UNKNOWN, 0, UNKNOWN);
    out.writeShort(1);
    out.writeShort(200);
    out.writeLong(10);
    LatencyHistogram latency = new LatencyHistogram();
    latency.add(120);
    latency.writeTo(out);
    new LatencyHistogram().writeTo(out);
  }

  private static String modelCalls(int inconsistent) {
    return "10 {\"calls\":10,\"succeeded\":7,\"failed\":2,\"blocked\":1,"
        + "\"calls_without_usage\":4,\"fallback_calls\":3,\"inconsistent_calls\":"
        + inconsistent
        + ",\"input_tokens\":100,\"output_tokens\":50,\"total_tokens\":150,"
        + "\"cache_write_tokens\":0,\"status_codes\":{\"200\":10},"
        + "\"latency_ms\":{\"count\":1,\"sum\":120,\"min\":120,\"max\":120,"
        + "\"bins\":{\"b062\":1},\"bin_counts\":[\"b062x1\"]}}";
  }

  private void writeLongs(long... values) throws IOException {
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private String read(AggregateLayout layout, EarlierFormat format) throws IOException {
    Aggregate aggregate = new Aggregate(layout);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
    format.read(new DataInputStream(in), aggregate);
    assertThat(in.available()).as("bytes left").isZero();
    return aggregate.events() + " " + fields(aggregate);
  }
}
