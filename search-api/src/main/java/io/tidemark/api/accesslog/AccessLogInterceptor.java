/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.accesslog;

import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeArgument;
import io.tidemark.api.accesslog.Access.Action;
import io.tidemark.api.export.AnswerForms;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.RouteParameters;
import io.tidemark.api.web.AnsweredFromMemory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Notes who read records, exported, changed or erased, once the request is answered. */
@Component
public class AccessLogInterceptor implements HandlerInterceptor {

  /** A request attribute: what is in the log in place of the end of the path. */
  public static final String TARGET = AccessLogInterceptor.class.getName();

  private static final String REQUEST_ID = "X-Request-Id";
  private static final String RECORDS = "/records";
  private static final String ERASE = ":erase";
  private static final int LONGEST = 2_000;

  /** They are sent with a body, and change nothing. */
  private static final Pattern QUESTIONS =
      Pattern.compile(".*:(simulate|check|estimate|prove|reconcile)");

  /** Keys and tokens, wherever somebody may have put one. */
  private static final Pattern SECRETS =
      Pattern.compile("tidemark_[0-9A-Za-z]{16,}|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final AccessLog log;
  private final RouteParameters routes;
  private final Clock clock;

  AccessLogInterceptor(AccessLog log, RouteParameters routes, Clock clock) {
    this.log = log;
    this.routes = routes;
    this.clock = clock;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request, HttpServletResponse response, Object handler, Exception fault) {
    Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    Optional<Scope> caller = ScopeArgument.caller();
    if (!(handler instanceof HandlerMethod method) || route == null || caller.isEmpty()) {
      return;
    }
    findAction(request, method, route.toString())
        .ifPresent(
            action ->
                log.addAccess(
                    createAccess(request, response, caller.get(), action, route.toString())));
  }

  private static Optional<Action> findAction(
      HttpServletRequest request, HandlerMethod handler, String route) {
    if (READS.contains(request.getMethod())) {
      if (route.equals(AccessLogController.PATH)) {
        return Optional.of(Action.READ_ACCESS_LOG);
      }
      if (AnswerForms.isExport(request)) {
        return Optional.of(Action.EXPORT);
      }
      return route.contains(RECORDS) ? Optional.of(Action.READ_RECORDS) : Optional.empty();
    }
    if (route.endsWith(ERASE)) {
      return Optional.of(Action.ERASE);
    }
    boolean question =
        QUESTIONS.matcher(route).matches()
            || handler.getBeanType().isAnnotationPresent(AnsweredFromMemory.class);
    return question ? Optional.empty() : Optional.of(Action.CHANGE);
  }

  private Access createAccess(
      HttpServletRequest request,
      HttpServletResponse response,
      Scope caller,
      Action action,
      String route) {
    return new Access(
        caller.tenant(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        caller.user(),
        action,
        request.getMethod(),
        route,
        cleanText(findTarget(request)),
        cleanText(listParameters(request, response, route)),
        response.getStatus(),
        String.valueOf(response.getHeader(REQUEST_ID)));
  }

  private static String findTarget(HttpServletRequest request) {
    Object named = request.getAttribute(TARGET);
    if (named != null) {
      return named.toString();
    }
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        ? variables.values().stream().map(String::valueOf).collect(Collectors.joining("/"))
        : "";
  }

  /** Those of a request that was rejected may be anything. */
  private String listParameters(
      HttpServletRequest request, HttpServletResponse response, String route) {
    if (response.getStatus() == HttpStatus.BAD_REQUEST.value()) {
      return "";
    }
    Set<String> known =
        routes.of(route).list().stream().map(Parameter::name).collect(Collectors.toSet());
    return request.getParameterMap().entrySet().stream()
        .filter(sent -> known.contains(sent.getKey()) && !sent.getKey().equals("cursor"))
        .map(sent -> sent.getKey() + "=" + String.join(",", sent.getValue()))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String cleanText(String text) {
    String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return SECRETS.matcher(shortened).replaceAll("(redacted)");
  }
}
