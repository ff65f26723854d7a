/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.ingestkeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.Tokens;
import io.tidemark.api.settings.SettingSample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys of senders, over a real Elasticsearch node. */
@Tag("node")
class IngestKeysTest {

  private static final String PATH = "/api/v1/ingest-keys";

  private final LiveApi api = LiveApi.shared();

  @Test
  void storesTheHashOfAKeyAndShowsTheKeyOnce() {
    String root = api.tokens().superAdmin("keys-once", "root");

    Answer created =
        create(root, "{\"name\":\"litellm-prod\",\"project_id\":\"web\",\"user_id\":\"u\"}");

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String key = created.json().path("key").asString();
    assertThat(key).matches("tidemark_[0-9A-Za-z]{32}");
    assertThat(created.json().path("hint").asString()).isEqualTo(key.substring(0, 13));
    String id = created.json().path("id").asString();
    JsonNode body = document("keys-once", id).path("_source").path("body");
    assertThat(body.toString())
        .isEqualTo(
            "{\"name\":\"litellm-prod\",\"role\":\"ingest\",\"sha256\":\""
                + IngestKeyText.hashKey(key)
                + "\",\"hint\":\""
                + key.substring(0, 13)
                + "\",\"project_id\":\"web\",\"user_id\":\"u\"}");
    String everything = everything("tidemark-settings") + everything("tidemark-changes");
    assertThat(everything).doesNotContain(key);
    assertThat(api.get(root, PATH).text())
        .contains(id, "litellm-prod")
        .doesNotContain(key, IngestKeyText.hashKey(key));
  }

  @Test
  void keepsTheHashOutOfTheLogOfChanges() {
    String root = api.tokens().superAdmin("keys-log", "root");
    String key = create(root, "{\"name\":\"a\"}").json().path("key").asString();

    assertThat(everything("tidemark-changes"))
        .contains("keys-log", "(redacted)")
        .doesNotContain(IngestKeyText.hashKey(key));
  }

  @Test
  void revokesAKeyAndLeavesItsDocument() {
    String root = api.tokens().superAdmin("keys-revoked", "root");
    String id = create(root, "{\"name\":\"a\"}").json().path("id").asString();

    assertThat(delete(root, id).status()).isEqualTo(200);

    assertThat(api.get(root, PATH).json().path("keys").size()).isZero();
    assertThat(document("keys-revoked", id).path("_source").path("deleted").asBoolean()).isTrue();
    assertThat(document("keys-revoked", id).path("_source").path("body").isEmpty()).isTrue();
    assertThat(delete(root, id).status()).isEqualTo(404);
  }

  @Test
  void opensKeysToTheirTenantAlone() {
    String root = api.tokens().superAdmin("keys-own", "root");
    String stranger = api.tokens().superAdmin("keys-other", "root");
    String id = create(root, "{\"name\":\"a\"}").json().path("id").asString();

    assertThat(api.get(stranger, PATH).text()).isEqualTo("{\"keys\":[]}");
    assertThat(delete(stranger, id).status()).isEqualTo(404);
    assertThat(api.get(root, PATH).json().path("keys").size()).isEqualTo(1);
  }

  @Test
  void needsTheRoleSuperAdminOrOperator() {
    for (String role : List.of("finance", "gateway", "ingest", "admin", "SUPER-ADMIN")) {
      String token = withRole("keys-roles", role);
      assertThat(create(token, "{\"name\":\"a\"}").status()).as(role).isEqualTo(403);
      assertThat(api.get(token, PATH).status()).as(role).isEqualTo(403);
      assertThat(delete(token, "key-1").status()).as(role).isEqualTo(403);
    }
    assertThat(create(withRole("keys-roles", "operator"), "{\"name\":\"a\"}").status())
        .isEqualTo(201);
  }

  @Test
  void twoKeysAreNeverTheSame() {
    IngestKeyText texts = new IngestKeyText();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      keys.add(texts.create());
    }

    assertThat(keys).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}|name",
        "{\"name\":\"\"}|name",
        "{\"name\":7}|name",
        "{\"name\":\"a\\nb\"}|name",
        "{\"name\":\"-a\"}|name",
        "{\"name\":\"a\",\"role\":\"super-admin\"}|role",
        "{\"name\":\"a\",\"sha256\":\"00\"}|sha256",
        "{\"name\":\"a\",\"tenant_id\":\"other\"}|tenant_id",
        "{\"name\":\"a\",\"project_id\":[]}|project_id",
        "[]|",
        "{\"name\":\"a\",\"name\":\"b\"}|",
        "{\"name\":\"a\"} {}|",
        "|"
      })
  void rejectsABodyWithTheEntryThatIsWrong(String bodyAndEntry) {
    String root = api.tokens().superAdmin("keys-bad", "root");
    int bar = bodyAndEntry.lastIndexOf('|');

    Answer answer = create(root, bodyAndEntry.substring(0, bar));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("entry").asString()).isEqualTo(bodyAndEntry.substring(bar + 1));
    assertThat(api.get(root, PATH).text()).isEqualTo("{\"keys\":[]}");
  }

  @Test
  void rejectsOtherFormatsAndHugeBodies() {
    String root = api.tokens().superAdmin("keys-bad", "root");
    String huge = "{\"name\":\"" + "a".repeat(300_000) + "\"}";

    assertThat(api.send(root, "POST", PATH, "text/plain", "{}").status()).isEqualTo(415);
    assertThat(create(root, huge).status()).isEqualTo(413);
    assertThat(create(root, "[".repeat(100_000)).status()).isEqualTo(400);
  }

  @Test
  void listsAndRevokesAKeyThatALaterReleaseStored() {
    String tenant = "keys-later" + System.nanoTime();
    String root = api.tokens().superAdmin(tenant, "root");
    create(root, "{\"name\":\"well\"}");
    String later = "{\"name\":\"later\",\"hint\":\"tidemark_Xy\",\"scopes\":[\"x\"]}";
    SettingSample.store(api, "ingest-key", tenant, "key-a", later, LiveApi.NOW);

    JsonNode keys = api.get(root, PATH).json().path("keys");
    assertThat(keys).hasSize(2);
    assertThat(keys.toString()).contains("\"later\"", "tidemark_Xy", "\"well\"");
    assertThat(api.get(root, "/api/v1/sources").status()).isEqualTo(200);

    Answer revoked = delete(root, "key-a");
    assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
    assertThat(api.get(root, PATH).json().path("keys")).hasSize(1);
  }

  private String withRole(String tenant, String role) {
    JWTClaimsSet claims = Tokens.claims(tenant, "u").claim("roles", List.of(role)).build();
    return api.tokens().sign(claims);
  }

  private Answer create(String token, String body) {
    return api.send(token, "POST", PATH, body);
  }

  private Answer delete(String token, String id) {
    return api.delete(token, PATH + "/" + id);
  }

  private JsonNode document(String tenant, String id) {
    String query =
        "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"tenant_id\":\""
            + tenant
            + "\"}},{\"term\":{\"id\":\""
            + id
            + "\"}},{\"term\":{\"kind\":\"ingest-key\"}}]}}}";
    return JsonMapper.shared()
        .readTree(api.elasticsearch("POST", "/tidemark-settings/_search", query))
        .path("hits")
        .path("hits")
        .path(0);
  }

  private String everything(String index) {
    return api.elasticsearch("POST", "/" + index + "/_search?size=1000", "{}");
  }
}
