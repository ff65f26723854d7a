/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Set;

/**
 * The meaning of an answer, or of its absence, for a document or a whole request. Only what lies
 * with the document itself is rejected; failures that an operator or time can repair are retried.
 */
enum BulkItemOutcome {
  WRITTEN,
  /** At least as good a version is there, or the record was created before: success. */
  ALREADY_THERE,
  /** Elasticsearch will never take this document. */
  REFUSED,
  /**
   * The request is too large, or one document spoils it. It is halved until that document is alone.
   */
  DIVIDE,
  UNREACHABLE("that Elasticsearch runs and that its address and certificate are right"),
  TIMEOUT("the load of the cluster, and elasticsearch.answer-timeout"),
  BUSY("the load and the write queues of the cluster"),
  SERVER_ERROR("the health of the cluster and its logs"),
  UNREADABLE("that nothing between this job and Elasticsearch cuts or changes its answers"),
  BLOCKED("the disk space of the cluster, blocks and closed state of the index, shard limits"),
  DENIED("user, password and the right to write and create the indices tidemark-*"),
  UNEXPECTED("the address and its path, and that indices may be created automatically");

  /** Faults of the cluster that come with a status that otherwise blames the document. */
  private static final Set<String> BLOCKING_ERRORS =
      Set.of("cluster_block_exception", "index_closed_exception", "validation_exception");

  /** Elasticsearch read the whole request and rejected its body. */
  private static final Set<String> BODY_ERRORS =
      Set.of(
          "action_request_validation_exception",
          "illegal_argument_exception",
          "json_parse_exception",
          "mapper_parsing_exception",
          "parse_exception",
          "parsing_exception",
          "x_content_parse_exception");

  private final String advice;

  BulkItemOutcome() {
    this(null);
  }

  BulkItemOutcome(String advice) {
    this.advice = advice;
  }

  /** Whether sending again may help. */
  boolean mayPass() {
    return advice != null;
  }

  /** A hint for operators when the failure persists; null unless {@link #mayPass()}. */
  String advice() {
    return advice;
  }

  /** As it appears in the names of metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The outcome of one item of a response. */
  static BulkItemOutcome ofItem(int status, String errorType) {
    if (status >= 200 && status < 300) {
      return WRITTEN;
    }
    if (status == 409) {
      return ALREADY_THERE;
    }
    BulkItemOutcome shared = ofStatus(status, errorType);
    if (shared != null) {
      return shared;
    }
    // A missing index is not the document's fault: automatic creation is off, or it was just
    // deleted.
    return "index_not_found_exception".equals(errorType) || status < 400 ? UNEXPECTED : REFUSED;
  }

  /** The outcome of a whole request with a status other than success. */
  static BulkItemOutcome ofRequest(int status, String errorType) {
    BulkItemOutcome shared = ofStatus(status, errorType);
    if (shared != null) {
      return shared;
    }
    boolean body = status == 400 && errorType != null && BODY_ERRORS.contains(errorType);
    return body || status == 413 ? DIVIDE : UNEXPECTED;
  }

  /** The outcome of a request without a response. */
  static BulkItemOutcome ofFailure(Throwable failure) {
    return failure instanceof SocketTimeoutException ? TIMEOUT : UNREACHABLE;
  }

  private static BulkItemOutcome ofStatus(int status, String errorType) {
    if (errorType != null && BLOCKING_ERRORS.contains(errorType)) {
      return BLOCKED;
    }
    return switch (status) {
      case 401, 403, 407 -> DENIED;
      case 408 -> TIMEOUT;
      case 429 -> BUSY;
      default -> status >= 500 ? SERVER_ERROR : null;
    };
  }
}
