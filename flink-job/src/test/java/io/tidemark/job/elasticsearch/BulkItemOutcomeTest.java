/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
final class BulkItemOutcomeTest {

  @ParameterizedTest
  @CsvSource({
    "200,, WRITTEN",
    "201,, WRITTEN",
    "409, version_conflict_engine_exception, ALREADY_THERE",
    "400, mapper_parsing_exception, REFUSED",
    "400, strict_dynamic_mapping_exception, REFUSED",
    "400, illegal_argument_exception, REFUSED",
    "400,, REFUSED",
    "404, document_missing_exception, REFUSED",
    "413, too_large, REFUSED",
    "404, index_not_found_exception, UNEXPECTED",
    "302,, UNEXPECTED",
    "400, validation_exception, BLOCKED",
    "400, index_closed_exception, BLOCKED",
    "403, cluster_block_exception, BLOCKED",
    "429, cluster_block_exception, BLOCKED",
    "401, security_exception, DENIED",
    "403, security_exception, DENIED",
    "408,, TIMEOUT",
    "429, es_rejected_execution_exception, BUSY",
    "500, null_pointer_exception, SERVER_ERROR",
    "503, unavailable_shards_exception, SERVER_ERROR"
  })
  void classifiesItems(int status, String errorType, BulkItemOutcome outcome) {
    assertThat(BulkItemOutcome.ofItem(status, errorType)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "400, action_request_validation_exception, DIVIDE",
    "400, illegal_argument_exception, DIVIDE",
    "413,, DIVIDE",
    "400,, UNEXPECTED",
    "400, media_type_header_exception, UNEXPECTED",
    "404,, UNEXPECTED",
    "406,, UNEXPECTED",
    "401, security_exception, DENIED",
    "403,, DENIED",
    "403, cluster_block_exception, BLOCKED",
    "429,, BUSY",
    "502,, SERVER_ERROR",
    "503,, SERVER_ERROR",
    "504,, SERVER_ERROR"
  })
  void classifiesRequests(int status, String errorType, BulkItemOutcome outcome) {
    assertThat(BulkItemOutcome.ofRequest(status, errorType)).isEqualTo(outcome);
  }

  @Test
  void classifiesFailures() {
    assertThat(BulkItemOutcome.ofFailure(new SocketTimeoutException()))
        .isEqualTo(BulkItemOutcome.TIMEOUT);
    assertThat(BulkItemOutcome.ofFailure(new IOException())).isEqualTo(BulkItemOutcome.UNREACHABLE);
  }
}
