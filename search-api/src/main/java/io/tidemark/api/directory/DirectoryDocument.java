/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.model.fingerprint.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Entries as documents. The names of fields are those of the index template. */
final class DirectoryDocument {

  static final String KIND = "kind";
  static final String TENANT = "tenant_id";
  static final String ID = "id";
  static final String NAME = "name";
  static final String DEPARTMENT = "department";
  static final String MANAGER = "manager";
  static final String OWNER = "owner";
  static final String VALID_FROM = "valid_from";
  static final String VALID_TO = "valid_to";
  static final String SCIM = "scim";
  static final String DELETED = "deleted";

  private static final String ORIGIN = "origin";
  private static final String SEQUENCE_NUMBER = "_seq_no";

  private static final List<String> ENTRY =
      List.of(
          TENANT,
          KIND,
          ID,
          NAME,
          DEPARTMENT,
          MANAGER,
          OWNER,
          VALID_FROM,
          VALID_TO,
          ORIGIN,
          DELETED);

  private DirectoryDocument() {}

  /** The same on every instance, and short however long the names are. */
  static String documentId(String tenant, DirectoryKind kind, String id) {
    return Sha256.digestToBase64(kind.id() + '\n' + tenant.length() + '\n' + tenant + '\n' + id);
  }

  static ObjectNode writeEntry(
      String tenant, DirectoryEntry entry, JsonNode scim, String user, Instant now) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put(TENANT, tenant).put(KIND, entry.kind().id()).put(ID, entry.id());
    putValue(document, NAME, entry.name());
    putValue(document, DEPARTMENT, entry.department());
    putValue(document, MANAGER, entry.manager());
    putValue(document, OWNER, entry.owner());
    putValue(document, VALID_FROM, entry.validFrom());
    putValue(document, VALID_TO, entry.validTo());
    document.put(ORIGIN, entry.origin());
    if (scim != null) {
      document.set(SCIM, scim);
    }
    return document.put("changed_by", user).put("changed_at", now.toString()).put(DELETED, false);
  }

  /** Writes the document that replaces a deleted entry. */
  static ObjectNode writeDeletion(String tenant, DirectoryEntry entry, String user, Instant now) {
    DirectoryEntry left =
        new DirectoryEntry(
            entry.kind(), entry.id(), null, null, null, null, null, null, DirectoryEntry.API);
    return writeEntry(tenant, left, null, user, now).put(DELETED, true);
  }

  private static void putValue(ObjectNode document, String name, Object value) {
    if (value != null) {
      document.put(name, value.toString());
    }
  }

  /** The entry of a document; the kind is one that this release knows. */
  static DirectoryEntry readEntry(JsonNode document) {
    return new DirectoryEntry(
        DirectoryKind.find(document.path(KIND).asString("")).orElseThrow(),
        document.path(ID).asString(),
        readText(document, NAME),
        readText(document, DEPARTMENT),
        readText(document, MANAGER),
        readText(document, OWNER),
        readTime(document, VALID_FROM),
        readTime(document, VALID_TO),
        document.path(ORIGIN).asString(DirectoryEntry.API));
  }

  private static String readText(JsonNode document, String name) {
    return document.path(name).isString() ? document.path(name).asString() : null;
  }

  private static Instant readTime(JsonNode document, String name) {
    String text = readText(document, name);
    return text == null ? null : Instant.parse(text);
  }

  /**
   * Entries of one kind that an identity provider keeps, by id.
   *
   * @param member the member to read of what the provider says
   * @param after the id after which they begin; empty for the first ones
   */
  static Search listScim(String tenant, DirectoryKind kind, String member, String after, int most) {
    List<Query> filters =
        List.of(
            Queries.term(TENANT, tenant),
            Queries.term(KIND, kind.id()),
            Queries.term(ORIGIN, DirectoryEntry.SCIM));
    Search search =
        Search.list(
                Queries.all(filters, List.of()), most, List.of(Search.sortBy(ID, SortOrder.Asc)))
            .showing(List.of(ID, SCIM + '.' + member));
    return after.isEmpty() ? search : search.startingAfter(List.of(FieldValue.of(after)));
  }

  /**
   * Entries of all tenants that were written from a sequence number on, without what identity
   * providers say of them.
   *
   * @param without numbers to leave out
   */
  static Search listWritten(
      long fromSequenceNumber, Set<Long> without, boolean withDeleted, int most) {
    List<Query> left = new ArrayList<>();
    if (!without.isEmpty()) {
      left.add(Queries.numbers(SEQUENCE_NUMBER, without));
    }
    if (!withDeleted) {
      left.add(Queries.term(DELETED, "true"));
    }
    return Search.list(
            Queries.all(List.of(Queries.atLeast(SEQUENCE_NUMBER, fromSequenceNumber)), left),
            most,
            List.of(Search.sortBy(SEQUENCE_NUMBER, SortOrder.Asc)))
        .showing(ENTRY);
  }
}
