/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.problem.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Which routes want a token, and the headers that every answer carries. Default deny. */
@Configuration(proxyBeanMethods = false)
class SecurityRules {

  /** The page runs its own modules and talks to its own host, nothing else. */
  static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Swagger's page styles itself inline. */
  private static final String SWAGGER_POLICY =
      PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

  /** Readable without a token: the page itself, how the API looks, and whether it lives. */
  private static final String[] OPEN = {
    "/",
    "/index.html",
    "/favicon.svg",
    "/page/**",
    "/v3/api-docs",
    "/v3/api-docs/**",
    "/swagger-ui.html",
    "/actuator/health/**",
    "/actuator/prometheus",
    SignInController.PATH,
    "/error"
  };

  /** Spring times each filter for each request by default; nothing reads these times. */
  @Bean
  SecurityObservationSettings noObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @Order(1)
  SecurityFilterChain swaggerPage(HttpSecurity http) throws Exception {
    setHeaders(http, SWAGGER_POLICY);
    return http.securityMatcher("/swagger-ui/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain everythingElse(
      HttpSecurity http, ProblemWriter problems, SignInProperties signIn, TokenProperties tokens)
      throws Exception {
    setHeaders(http, pagePolicy(signIn));
    AuthenticationEntryPoint noToken =
        (request, response, fault) -> problems.unauthorized(response);
    AccessDeniedHandler denied =
        (request, response, fault) ->
            problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "This is not open to you.");
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers("/api/v1/**", "/scim/v2/**")
                    .authenticated()
                    .anyRequest()
                    .denyAll())
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(new GatewayTokenResolver())
                    .withObjectPostProcessor(whenKeysAreOutOfReach(problems, tokens))
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(ScopedToken::fromToken))
                    .authenticationEntryPoint(noToken)
                    .accessDeniedHandler(denied))
        .exceptionHandling(
            faults -> faults.authenticationEntryPoint(noToken).accessDeniedHandler(denied))
        .build();
  }

  /** A token that cannot be checked is neither good nor bad: its bearer may try again. */
  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> whenKeysAreOutOfReach(
      ProblemWriter problems, TokenProperties tokens) {
    AuthenticationFailureHandler refuse =
        (request, response, fault) -> {
          if (fault instanceof AuthenticationServiceException) {
            problems.write(
                response,
                ProblemException.unavailable(
                    "Your token cannot be checked right now.", tokens.keysPause()));
          } else {
            problems.unauthorized(response);
          }
        };
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
        filter.setAuthenticationFailureHandler(refuse);
        return filter;
      }
    };
  }

  /** With an issuer the page also talks to its token endpoint. */
  private static String pagePolicy(SignInProperties signIn) {
    return signIn.atIssuer()
        ? PAGE_POLICY.replace("connect-src 'self'", "connect-src 'self' " + signIn.tokenOrigin())
        : PAGE_POLICY;
  }

  private static void setHeaders(HttpSecurity http, String policy) throws Exception {
    // A token in a header is sent by scripts alone, never by the browser on its own: no CSRF.
    http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(content -> content.policyDirectives(policy))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
  }
}
