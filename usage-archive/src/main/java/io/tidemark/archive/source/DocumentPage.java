/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.document.StoredDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A page of documents, each with the bytes that were indexed: Elasticsearch copies them into its
 * answers as they are, and a parsed document would lose their form.
 *
 * @param scrollId for the next page
 */
record DocumentPage(String scrollId, List<StoredDocument> documents) {

  private static final JsonFactory JSON = new JsonFactory();

  /** Reads the answer to a search. */
  static DocumentPage parse(byte[] answer) throws IOException {
    String scrollId = null;
    List<StoredDocument> documents = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(answer)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("_scroll_id")) {
          scrollId = parser.getText();
        } else if (name.equals("hits")) {
          readHits(parser, answer, documents);
        } else {
          parser.skipChildren();
        }
      }
    }
    if (scrollId == null) {
      throw new ArchiveException("the answer to a search has no scroll id");
    }
    return new DocumentPage(scrollId, documents);
  }

  private static void readHits(JsonParser parser, byte[] answer, List<StoredDocument> documents)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("hits") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          documents.add(readHit(parser, answer));
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private static StoredDocument readHit(JsonParser parser, byte[] answer) throws IOException {
    String id = null;
    long version = 0;
    byte[] source = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "_id" -> id = parser.getText();
        case "_version" -> version = parser.getLongValue();
        case "_source" -> source = readBytes(parser, answer);
        default -> parser.skipChildren();
      }
    }
    if (id == null || source == null) {
      throw new ArchiveException("a document has no id or no source: " + id);
    }
    return new StoredDocument(id, version, source);
  }

  private static byte[] readBytes(JsonParser parser, byte[] answer) throws IOException {
    int begin = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getByteOffset();
    return Arrays.copyOfRange(answer, begin, end);
  }
}
