/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.web.LimitedBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads a request for the routes that ask for a {@link SettingInput}. */
@Configuration(proxyBeanMethods = false)
class SettingInputArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == SettingInput.class;
  }

  @Override
  public SettingInput resolveArgument(
      MethodParameter parameter,
      ModelAndViewContainer container,
      NativeWebRequest request,
      WebDataBinderFactory binders)
      throws IOException {
    HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
    byte[] content = LimitedBody.readBytes(servlet, SettingInput.MOST_BYTES);
    return new SettingInput(
        servlet.getContentType(),
        content,
        new Precondition(
            servlet.getHeader(HttpHeaders.IF_MATCH), servlet.getHeader(HttpHeaders.IF_NONE_MATCH)));
  }
}
