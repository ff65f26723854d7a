/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.ScopeArgument;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Counts requests to the API before any work is done for them. The one route without a token
 * answers from memory and is not counted.
 */
@Component
public class RateLimitInterceptor implements HandlerInterceptor {

  private final RateLimit limit;

  RateLimitInterceptor(RateLimit limit) {
    this.limit = limit;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    ScopeArgument.caller()
        .filter(caller -> !(caller.hasRole(Role.GATEWAY) && isAnsweredFromMemory(handler)))
        .ifPresent(limit::countRequest);
    return true;
  }

  private static boolean isAnsweredFromMemory(Object handler) {
    return handler instanceof HandlerMethod method
        && method.getBeanType().isAnnotationPresent(AnsweredFromMemory.class);
  }
}
