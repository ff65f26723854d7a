/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of Elasticsearch for each document of a bulk, in the order in which they were sent.
 *
 * @param items as many as documents were sent
 */
record BulkResponse(List<Item> items) {

  /** The parts of an answer that are read; the rest need not be sent. */
  static final String FILTER_PATH =
      "items.*.status,items.*.error.type,items.*.error.reason,"
          + "items.*.error.caused_by.type,items.*.error.caused_by.reason";

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_REASON_LENGTH = 1_024;

  /** One document: an HTTP status, and the error, empty where there is none. */
  record Item(int status, ErrorText error) {
    private static final Item OK = new Item(200, ErrorText.NONE);
    private static final Item CREATED = new Item(201, ErrorText.NONE);

    static Item of(int status, ErrorText error) {
      if (error.type() != null) {
        return new Item(status, error);
      }
      return switch (status) {
        case 200 -> OK;
        case 201 -> CREATED;
        default -> new Item(status, error);
      };
    }
  }

  /** Type and reason of an error, the reasons of its causes appended; null where there is none. */
  record ErrorText(String type, String reason) {
    static final ErrorText NONE = new ErrorText(null, null);
  }

  /**
   * Reads an answer whole before anything of it is believed.
   *
   * @throws IOException when it breaks off, is no JSON, or does not answer {@code sent} documents
   */
  static BulkResponse read(InputStream answer, int sent) throws IOException {
    List<Item> items = null;
    try (JsonParser parser = JSON.createParser(answer)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, "it is no object");
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if ("items".equals(field) && value == JsonToken.START_ARRAY) {
          items = items(parser, sent);
        } else {
          parser.skipChildren();
        }
      }
    }
    expect(items != null && items.size() == sent, "it does not answer " + sent + " documents");
    return new BulkResponse(items);
  }

  /** The error of a whole request; both parts null when the body is not what Elasticsearch says. */
  static ErrorText readError(InputStream body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return ErrorText.NONE;
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if ("error".equals(field) && value == JsonToken.START_OBJECT) {
          return error(parser);
        }
        parser.skipChildren();
      }
    } catch (IOException expected) {
      // A proxy's page, or an answer cut off: the status alone speaks.
    }
    return ErrorText.NONE;
  }

  private static List<Item> items(JsonParser parser, int sent) throws IOException {
    List<Item> items = new ArrayList<>(sent);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken() == JsonToken.START_OBJECT, "an item is no object");
      expect(parser.nextToken() == JsonToken.FIELD_NAME, "an item is empty");
      expect(parser.nextToken() == JsonToken.START_OBJECT, "an item has no result");
      items.add(item(parser));
      expect(parser.nextToken() == JsonToken.END_OBJECT, "an item has two results");
    }
    return items;
  }

  private static Item item(JsonParser parser) throws IOException {
    int status = 0;
    ErrorText error = ErrorText.NONE;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if ("status".equals(field) && value == JsonToken.VALUE_NUMBER_INT) {
        status = parser.getIntValue();
      } else if ("error".equals(field) && value == JsonToken.START_OBJECT) {
        error = error(parser);
      } else {
        parser.skipChildren();
      }
    }
    expect(status != 0, "an item has no status");
    return Item.of(status, error);
  }

  private static ErrorText error(JsonParser parser) throws IOException {
    String type = null;
    String reason = null;
    ErrorText cause = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if ("type".equals(field) && value.isScalarValue()) {
        type = parser.getText();
      } else if ("reason".equals(field) && value.isScalarValue()) {
        reason = parser.getText();
      } else if ("caused_by".equals(field) && value == JsonToken.START_OBJECT) {
        cause = error(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (cause != null) {
      reason = reason + ": " + cause.type() + ": " + cause.reason();
    }
    if (reason != null && reason.length() > MAX_REASON_LENGTH) {
      reason = reason.substring(0, MAX_REASON_LENGTH);
    }
    return new ErrorText(type, reason);
  }

  private static void expect(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException("The answer of Elasticsearch cannot be used: " + otherwise);
    }
  }
}
