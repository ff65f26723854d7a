/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.Golden;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Sent;
import io.tidemark.stack.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every search as it is sent, byte for byte. */
@Tag("node")
class SentBodiesTest {

  private final LiveApi api = LiveApi.shared();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "summary | /api/v1/model-calls/summary?range=2h&model=b&model=a&not_user_id=x",
        "trend-hours | /api/v1/model-calls/trend?range=2h&metric=input_tokens",
        "trend-days | /api/v1/model-calls/trend?range=3d&interval=day&time_zone=Asia/Shanghai",
        "trend-groups | /api/v1/model-calls/trend?range=1d&group_by=model&limit=2",
        "distribution | /api/v1/model-calls/distribution?range=1d&group_by=user_id,model",
        "distribution-previous | /api/v1/model-calls/distribution?range=2h&compare=previous",
        "distribution-further | /api/v1/model-calls/distribution?limit=2&further_metric=error_rate",
        "forecast | /api/v1/model-calls/forecast?group_by=model&limit=1",
        "pattern | /api/v1/model-calls/pattern?time_zone=Asia/Shanghai&model=a",
        "facets | /api/v1/model-calls/facets?range=1d&model=a&not_client=other&q=G*",
        "performance | /api/v1/model-calls/performance?range=2h",
        "records | /api/v1/model-calls/records?range=2h&status_code=500&min_latency_ms=100",
        "errors | /api/v1/model-calls/errors?range=2h&limit=2",
        "records-sorted | /api/v1/model-calls/records?range=2h&sort=latency_ms&direction=asc",
        "records-csv | /api/v1/comfyui/records?range=2h&format=csv",
        "record | /api/v1/model-calls/records/r1",
        "comfyui-summary | /api/v1/comfyui/summary?range=2h&source=web",
        "comfyui-facets | /api/v1/comfyui/facets?range=2h&facet=workflow_id",
        "comfyui-records | /api/v1/comfyui/records?range=2h&outcome=failed",
        "concurrency | /api/v1/comfyui/concurrency?range=2h&dimension=workflow&value=w",
        "training | /api/v1/training/trend?range=2h&metric=trained_tokens",
        "coding-agents | /api/v1/coding-agents/summary?range=2h",
        "status | /api/v1/status?range=2h"
      })
  void bodies(String name, String path) {
    CallHours.indexed(api);
    api.proxy().forget();

    api.get(api.tokens().member(CallHours.TENANT, "alice", "bob"), path);

    awaitSnapshotsClosed();
    List<Sent> sent =
        api.proxy().sent().stream()
            .filter(one -> !one.body().isEmpty())
            // Remembered for two seconds, so that it may or may not be asked for.
            .filter(one -> !one.path().contains("pipeline-progress"))
            .toList();
    Golden.assertSame(
        "searches/" + name + ".txt",
        sent.stream()
            .map(one -> one.method() + " " + one.path() + "\n" + withoutForeignCodes(one.body()))
            .collect(Collectors.joining("\n\n")));
  }

  /** An export has reached its reader before its snapshot is closed. */
  private void awaitSnapshotsClosed() {
    boolean closed =
        Await.until(() -> snapshots("DELETE") >= snapshots("POST"), Duration.ofSeconds(30));
    assertThat(closed).as("all snapshots are closed").isTrue();
  }

  private long snapshots(String method) {
    return api.proxy().sent().stream()
        .filter(one -> one.method().equals(method) && one.path().contains("/_pit"))
        .count();
  }

  /**
   * Other tests share the node: status codes of theirs alone are no matter of this file, nor are
   * ids that the node makes.
   */
  private static String withoutForeignCodes(String body) {
    return body.replaceAll("\"id\":\"[\\w=-]+\"", "\"id\":\"…\"")
        .replaceAll(
            ",\"status_codes\\.(?!200|429|500)\\d+\":\\{\"sum\":\\{\"field\":\"[a-z_.0-9]+\"}}",
            "");
  }
}
