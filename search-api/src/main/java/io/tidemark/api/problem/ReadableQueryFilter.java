/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a query that cannot be read, on every path and before a token is looked at. The server
 * reads a query when its first parameter is asked for, and then fails with a fault that nothing
 * further on expects.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ReadableQueryFilter extends OncePerRequestFilter {

  /** As the firewall of Spring Security has it, which fails wherever a name is read first. */
  private static final Pattern NAME = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

  private static final String DETAIL =
      "The query cannot be read: give each parameter a name without control characters,"
          + " percent-encode UTF-8, and send at most 1,000 parameters.";

  private final ProblemWriter problems;

  ReadableQueryFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isReadable(request)) {
      chain.doFilter(request, response);
    } else {
      HttpStatus status = HttpStatus.BAD_REQUEST;
      problems.write(response, status, ErrorDocuments.nameKind(status), DETAIL);
    }
  }

  private static boolean isReadable(HttpServletRequest request) {
    try {
      return request.getParameterMap().keySet().stream().allMatch(NAME.asMatchPredicate());
    } catch (InvalidParameterException e) {
      return false;
    }
  }
}
