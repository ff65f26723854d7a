/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
final class RejectedDocumentTest {

  private static final String INDEX = "tidemark-model-calls-hourly-2026.11.22";
  private static final long NOW = Instant.parse("2026-11-23T00:00:05Z").toEpochMilli();

  @Test
  void deadLetterLiesInTheDayOfItsDocumentAndNamesTenantReasonAndOrigin() throws IOException {
    DocumentWrite letter =
        refused("{\"a\":{\"tenant_id\":\"x\"},\"tenant_id\":\"t1\"}").deadLetter(NOW);

    assertThat(letter.index).isEqualTo("tidemark-dead-letters-2026.11.22");
    assertThat(letter.createOnly).isTrue();
    JsonNode source = json(letter);
    assertThat(source.get("tenant_id").asText()).isEqualTo("t1");
    assertThat(source.get("reason").asText()).isEqualTo("refused");
    assertThat(source.get("recorded_at").asText()).isEqualTo("2026-11-23T00:00:05Z");
    assertThat(source.get("message").asText())
        .isEqualTo("Elasticsearch refused " + INDEX + "/id version 3: 400 type: reason");
    assertThat(source.get("payload_truncated").asBoolean()).isFalse();
    assertThat(source.fieldNames())
        .toIterable()
        .isSubsetOf(DocumentFields.of(IndexFamily.DEAD_LETTERS).stream().map(Field::name).toList());
  }

  @Test
  void sameRefusalHasTheSameIdAndAnotherVersionAnother() {
    String id = refused("{}").deadLetter(NOW).id;
    assertThat(refused("{}").deadLetter(NOW + 1).id).isEqualTo(id);
    DocumentWrite later = DocumentWrite.replacing(INDEX, "id", 4, new byte[0]);
    assertThat(new RejectedDocument(later, 400, "type", "reason").deadLetter(NOW).id)
        .isNotEqualTo(id);
  }

  @Test
  void longPayloadIsCutBetweenCharacters() throws IOException {
    String text = "a" + "ü".repeat(RejectedDocument.MAX_PAYLOAD_BYTES);
    JsonNode source = json(refused(text).deadLetter(NOW));
    String payload = source.get("payload").asText();
    assertThat(text).startsWith(payload);
    assertThat(payload.getBytes(StandardCharsets.UTF_8))
        .hasSize(RejectedDocument.MAX_PAYLOAD_BYTES - 1);
    assertThat(source.get("payload_truncated").asBoolean()).isTrue();
  }

  @Test
  void payloadThatIsNoTextIsKeptInBase64() throws IOException {
    byte[] bytes = {(byte) 0xff, 0, '{'};
    DocumentWrite write = DocumentWrite.replacing("other", "id", 1, bytes);
    DocumentWrite letter = new RejectedDocument(write, 400, null, null).deadLetter(NOW);
    assertThat(letter.index).isEqualTo("tidemark-dead-letters-2026.11.23");
    JsonNode source = json(letter);
    assertThat(Base64.getDecoder().decode(source.get("payload").asText())).isEqualTo(bytes);
    assertThat(source.get("payload_encoding").asText()).isEqualTo("base64");
    assertThat(source.has("tenant_id")).isFalse();
  }

  private static RejectedDocument refused(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    return new RejectedDocument(
        DocumentWrite.replacing(INDEX, "id", 3, bytes), 400, "type", "reason");
  }

  private static JsonNode json(DocumentWrite write) throws IOException {
    return new ObjectMapper().readTree(write.source);
  }
}
