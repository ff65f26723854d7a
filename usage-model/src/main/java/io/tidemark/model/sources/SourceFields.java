/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.sources;

import static io.tidemark.model.schema.Field.count;
import static io.tidemark.model.schema.Field.detail;
import static io.tidemark.model.schema.Field.dimension;
import static io.tidemark.model.schema.Field.measure;
import static io.tidemark.model.schema.Field.meta;
import static io.tidemark.model.schema.FieldType.DATE;
import static io.tidemark.model.schema.FieldType.KEYWORD;
import static io.tidemark.model.schema.FieldType.LONG;

import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.Field.Search;
import java.util.ArrayList;
import java.util.List;

/** The fields of a document of one minute of one source at one instance of intake. */
public final class SourceFields {

  public static final String MINUTE = "minute";
  public static final String UPDATED_AT = "updated_at";
  public static final String TENANT_ID = "tenant_id";
  public static final String SOURCE_ID = "source_id";
  public static final String SOURCE_NAME = "source_name";
  public static final String SOURCE_TYPE = "source_type";
  public static final String INSTANCE = "instance";
  public static final String REQUESTS = "requests";
  public static final String ACCEPTED = "accepted";
  public static final String REJECTED = "rejected";
  public static final String IGNORED = "ignored";
  public static final String FAILED_REQUESTS = "failed_requests";
  public static final String REJECTED_BY_REASON = "rejected_by_reason";
  public static final String FAILED_BY_REASON = "failed_by_reason";
  public static final String AGES = "ages";
  public static final String LEAST_AGE = "least_age_ms";
  public static final String LAST_REQUEST = "last_request_at";
  public static final String LAST_EVENT = "last_event_at";
  public static final String LAST_REJECTED = "last_rejected_at";
  public static final String LAST_REASON = "last_reason";
  public static final String LAST_MESSAGE = "last_message";

  private static final String TOKEN = "token-";

  private SourceFields() {}

  /** The id of a source that is the token of a user. */
  public static String idOfToken(String user) {
    return TOKEN + user;
  }

  /** All fields. */
  public static List<Field> listAll() {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                meta(MINUTE, DATE),
                meta(UPDATED_AT, DATE),
                dimension(TENANT_ID),
                dimension(SOURCE_ID),
                detail(SOURCE_NAME, KEYWORD),
                detail(SOURCE_TYPE, KEYWORD),
                detail(INSTANCE, KEYWORD),
                count(REQUESTS),
                count(ACCEPTED),
                count(REJECTED),
                count(IGNORED),
                count(FAILED_REQUESTS)));
    SourceReasons.OF_ITEMS.forEach(name -> fields.add(count(REJECTED_BY_REASON + "." + name)));
    SourceReasons.OF_REQUESTS.forEach(name -> fields.add(count(FAILED_BY_REASON + "." + name)));
    for (int bin = 0; bin < AgeBins.COUNT; bin++) {
      fields.add(count(AGES + "." + AgeBins.fieldName(bin)));
    }
    fields.addAll(
        List.of(
            measure(LEAST_AGE, LONG),
            meta(LAST_REQUEST, DATE),
            meta(LAST_EVENT, DATE),
            meta(LAST_REJECTED, DATE),
            detail(LAST_REASON, KEYWORD),
            detail(LAST_MESSAGE, KEYWORD).searched(Search.SHORT_VALUES)));
    return List.copyOf(fields);
  }
}
