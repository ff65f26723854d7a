/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document that Elasticsearch will never take, with the reason in its words.
 *
 * @param document as it was sent
 * @param status HTTP status of the item, or of the whole request when it held this document alone
 * @param errorType Elasticsearch's name of the error, for example {@code
 *     strict_dynamic_mapping_exception}; null when it gave none
 * @param reason what Elasticsearch says about it, its cause included; null when it says nothing
 */
public record RejectedDocument(
    DocumentWrite document, int status, String errorType, String reason) {

  /** Bytes of the document that a dead letter keeps. */
  public static final int MAX_PAYLOAD_BYTES = 32 << 10;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern DAY = Pattern.compile(".*(-\\d{4}\\.\\d{2}\\.\\d{2})");

  /**
   * The dead letter. Its id follows from index, id and version of the refused document, and its day
   * from the index, so that a replay meets the same dead letter again.
   *
   * @param now for {@code recorded_at}, milliseconds since 1970
   */
  public DocumentWrite deadLetter(long now) {
    Matcher day = DAY.matcher(document.index);
    String index =
        day.matches()
            ? IndexFamily.PREFIX + IndexFamily.DEAD_LETTERS.id() + day.group(1)
            : IndexFamily.DEAD_LETTERS.indexAt(now);
    return DocumentWrite.createOnly(index, deadLetterId(), deadLetterSource(now));
  }

  /** The reason that Elasticsearch gave, in one line. */
  public String message() {
    return "Elasticsearch refused " + document + ": " + status + " " + errorType + ": " + reason;
  }

  private byte[] deadLetterSource(long now) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.field("recorded_at", Instant.ofEpochMilli(now).toString());
    tenant().ifPresent(tenant -> json.field("tenant_id", tenant));
    json.field("reason", DeadLetterReason.REFUSED.id());
    json.field("message", message());
    writePayload(json);
    json.endObject();
    return json.finish();
  }

  private void writePayload(JsonWriter json) {
    byte[] source = document.source;
    boolean truncated = source.length > MAX_PAYLOAD_BYTES;
    int length = truncated ? wholeCharacters(source, MAX_PAYLOAD_BYTES) : source.length;
    if (isUtf8(source, length)) {
      json.field("payload", source, 0, length);
      json.field("payload_encoding", "utf-8");
    } else {
      byte[] kept = Arrays.copyOf(source, Math.min(source.length, MAX_PAYLOAD_BYTES));
      json.field("payload", Base64.getEncoder().encodeToString(kept));
      json.field("payload_encoding", "base64");
    }
    json.field("payload_truncated", truncated);
  }

  private String deadLetterId() {
    String origin = document.index + '\n' + document.id + '\n' + document.version;
    return "refused-" + HexFormat.of().formatHex(Sha256.digest(origin), 0, 16);
  }

  /** Whose document it is, as far as it can be read. */
  private Optional<String> tenant() {
    try (JsonParser parser = JSON.createParser(document.source)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = "tenant_id".equals(parser.currentName());
        if (parser.nextToken() == JsonToken.VALUE_STRING && found) {
          return Optional.of(parser.getText());
        }
        parser.skipChildren();
      }
    } catch (IOException expected) {
      // Broken JSON may be the very reason of the refusal.
    }
    return Optional.empty();
  }

  /** The length up to {@code limit} that does not cut a character. */
  private static int wholeCharacters(byte[] utf8, int limit) {
    int length = limit;
    while (length > limit - 4 && (utf8[length] & 0xC0) == 0x80) {
      length--;
    }
    return length;
  }

  private static boolean isUtf8(byte[] bytes, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException expected) {
      return false;
    }
  }
}
