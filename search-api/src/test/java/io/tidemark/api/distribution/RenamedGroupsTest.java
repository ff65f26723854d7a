/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.people.PeopleSample;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A workflow that is renamed stays one group, with its newest name. */
@Tag("node")
class RenamedGroupsTest {

  private static final String PATH = "/api/v1/comfyui/distribution";

  private final LiveApi api = LiveApi.shared();
  private final String tenant = "renamed" + System.nanoTime();

  @BeforeEach
  void indexRuns() {
    index("2026-03-12T07:00:00Z", "wf-1", "portrait", 5);
    index("2026-03-12T08:00:00Z", "wf-1", "portrait v2", 1);
    index("2026-03-12T08:00:00Z", "wf-2", "landscape", 2);
    index("2026-03-12T08:00:00Z", "wf-3", null, 1);
  }

  @Test
  void isOneGroupWithItsNewestName() {
    assertThat(listGroups("group_by", "workflow_id"))
        .containsExactly("wf-1 6 \"portrait v2\"", "wf-2 2 \"landscape\"", "wf-3 1 ");
    // Of the range: the workflow had its former name then.
    assertThat(listGroups("group_by", "workflow_id", "to", "2026-03-12T08:00:00Z"))
        .containsExactly("wf-1 5 \"portrait\"");
    // Who asks for names gets a group for each of them.
    assertThat(listGroups("group_by", "workflow_id,workflow_name"))
        .containsExactlyInAnyOrder("wf-1 5 ", "wf-1 1 ", "wf-2 2 ", "wf-3 1 ");
  }

  @Test
  void hasTheNameOfTheDirectoryWhereThereIsOne() {
    PeopleSample.put(api, root(), "{\"kind\":\"workflow\",\"id\":\"wf-1\",\"name\":\"Portraits\"}");

    assertThat(listGroups("group_by", "workflow_id"))
        .containsExactly("wf-1 6 \"Portraits\"", "wf-2 2 \"landscape\"", "wf-3 1 ");
    Answer csv =
        api.get(
            root(),
            PATH,
            "from",
            "2026-03-12T07:00:00Z",
            "group_by",
            "workflow_id",
            "format",
            "csv");
    assertThat(csv.text().split("\r\n"))
        .containsExactly(
            "kind,workflow_id,executions,share,workflow_id_label",
            "group,wf-1,6,0.6666666666666666,Portraits",
            "group,wf-2,2,0.2222222222222222,landscape",
            "group,wf-3,1,0.1111111111111111,");
  }

  private List<String> listGroups(String... parameters) {
    List<String> all = new ArrayList<>(List.of("from", "2026-03-12T07:00:00Z"));
    all.addAll(List.of(parameters));
    Answer answer = api.get(root(), PATH, all.toArray(String[]::new));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<String> groups = new ArrayList<>();
    for (JsonNode group : answer.json().path("groups")) {
      groups.add(
          group.path("key").path("workflow_id").asString()
              + ' '
              + group.path("value")
              + ' '
              + group.path("labels").path("workflow_id"));
    }
    return groups;
  }

  private void index(String hour, String workflow, String name, long runs) {
    ObjectNode document = JsonMapper.shared().createObjectNode();
    document.put("hour", hour).put("window_minutes", 60).put("tenant_id", tenant);
    document.put("user_id", "alice").put("workflow_id", workflow).put("executions", runs);
    if (name != null) {
      document.put("workflow_name", name);
    }
    long time = Instant.parse(hour).toEpochMilli();
    api.index(
        List.of(new IndexedDocument(IndexFamily.COMFYUI_HOURLY.indexAt(time), null, document)));
  }

  private String root() {
    return api.tokens().superAdmin(tenant, "root");
  }
}
