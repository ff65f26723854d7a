/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.RouteParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Settles how a request is answered before anything is done for it. */
@Component
public class AnswerForms implements HandlerInterceptor {

  private static final String ATTRIBUTE = AnswerForms.class.getName();
  private static final List<AnswerForm> JSON_ALONE = List.of(AnswerForm.JSON);
  private static final List<AnswerForm> ROWS_TOO = List.of(AnswerForm.values());

  private final RouteParameters routes;

  AnswerForms(RouteParameters routes) {
    this.routes = routes;
  }

  /** Whether a request was answered with rows. */
  public static boolean isExport(HttpServletRequest request) {
    AnswerForm form = of(request);
    return form != null && form != AnswerForm.JSON;
  }

  /** The form that was settled for a request. */
  static AnswerForm of(HttpServletRequest request) {
    return (AnswerForm) request.getAttribute(ATTRIBUTE);
  }

  /** Settles a form that a route has next to the usual ones. */
  static void settle(HttpServletRequest request, AnswerForm form) {
    request.setAttribute(ATTRIBUTE, form);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Object path = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (!(handler instanceof HandlerMethod) || path == null) {
      // The framework itself answers OPTIONS, and does so without a body.
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return true;
    }
    List<AnswerForm> offered = offered(path.toString());
    AnswerForm form =
        AnswerForm.wanted(request, offered)
            .orElseThrow(
                () ->
                    ProblemException.notAcceptable(
                        offered.stream().map(AnswerForm::type).toList()));
    if (form == AnswerForm.JSON && offered == ROWS_TOO && AnswerForm.isDownload(request)) {
      throw ProblemException.invalidParameter(
          AnswerForm.DOWNLOAD, "Only rows become a file.", List.of("format=csv, or format=ndjson"));
    }
    settle(request, form);
    // A type that is set is not negotiated again.
    response.setContentType(form.type());
    return true;
  }

  private List<AnswerForm> offered(String path) {
    return Export.isOffered(routes.of(path).list()) ? ROWS_TOO : JSON_ALONE;
  }
}
