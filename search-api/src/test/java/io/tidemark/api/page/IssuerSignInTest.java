/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidemark.api.live.LiveApi;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Signing in at an OpenID Connect issuer: authorization code with PKCE. */
@Tag("browser")
class IssuerSignInTest {

  private static final String VIEW = "/?tab=model-calls&range=1d&zone=UTC&model=gpt-4o";
  private static final String FOREIGN =
      "This answer does not belong to a sign-in that began in this browser tab. Sign in again.";

  /** Who would say what a request carries, were they asked to say more than usual. */
  private static final List<String> LOUD = List.of("io.tidemark", "org.springframework.security");

  private static SignInIssuer issuer;
  private static LiveApi api;

  private final Harbor harbor = Harbor.indexed(LiveApi.shared());
  private Browser browser;

  @BeforeAll
  static void start() {
    issuer = new SignInIssuer("alice");
    api =
        LiveApi.beside(
            "--tidemark.token.jwks-uri=" + issuer.uri() + "/keys",
            "--tidemark.token.issuer=" + issuer.uri(),
            "--tidemark.token.keys-pause=100ms",
            "--tidemark.sign-in.client-id=" + SignInIssuer.CLIENT,
            "--tidemark.sign-in.authorization-endpoint=" + issuer.uri() + "/authorize",
            "--tidemark.sign-in.token-endpoint=" + issuer.uri() + "/token",
            "--tidemark.sign-in.scope=" + SignInIssuer.SCOPE);
    issuer.register(api.uri());
  }

  @AfterAll
  static void stop() {
    api.close();
    issuer.close();
  }

  @BeforeEach
  void open() {
    browser = Browser.shared().fresh(api.uri());
    issuer.tokens().clear();
    issuer.traded().clear();
    issuer.keepRefreshTokens(false);
  }

  @Test
  void aPersonComesBackToTheViewAndTheTokenShowsNowhere() {
    ListAppender<ILoggingEvent> logged = listen();

    signInFrom(VIEW);

    assertThat(browser.address()).isEqualTo(VIEW);
    assertThat(browser.texts("#who")).containsExactly("harbor · alice");
    assertThat(browser.metric("calls")).isEqualTo(callsOfAlice());
    String token = issuer.tokens().get(0);
    assertThat(browser.js("return document.documentElement.outerHTML"))
        .asString()
        .doesNotContain(token);
    assertThat(browser.js("return JSON.stringify(localStorage)")).asString().doesNotContain(token);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .isNotEmpty()
        .noneMatch(message -> message.contains(token));
    browser.assertNothingWentWrong();
    stopListening(logged);
  }

  @Test
  void signingOutForgetsTheTokenAndHowToRenewIt() {
    signInFrom(VIEW);
    browser.click("#sign-out");

    browser.find("#sign-in");
    assertThat(browser.js("return sessionStorage.length")).isEqualTo(0L);
    assertThat(browser.has("[data-metric]")).isFalse();
  }

  @Test
  void anAnswerWithAnotherStateIsNotTraded() {
    String answer = leave(VIEW);
    browser.go(answer.replaceFirst("state=[^&]+", "state=somebody-elses"));

    browser.awaitText("#problem", FOREIGN);
    assertThat(issuer.traded()).isEmpty();
    assertThat(browser.address()).isEqualTo(VIEW);
    assertThat(browser.has("[data-metric]")).isFalse();
  }

  @Test
  void anAnswerThatThisTabNeverAskedForIsNotTraded() {
    String answer = leave(VIEW);
    browser.fresh(api.uri());
    browser.go(answer);

    browser.awaitText("#problem", FOREIGN);
    assertThat(issuer.traded()).isEmpty();
    assertThat(browser.address()).isEqualTo("/");
  }

  @Test
  void anotherVerifierIsRefusedByTheIssuer() {
    String answer = leave(VIEW);
    browser.go(api.uri() + "/favicon.svg");
    browser.js(
        "const key = 'tidemark.sign-in.pending';"
            + " const pending = JSON.parse(sessionStorage.getItem(key));"
            + " sessionStorage.setItem(key, JSON.stringify({ ...pending, verifier: 'x' }))");
    browser.go(answer);

    browser.awaitText("#problem", issuer.uri() + " refused the sign-in: invalid_grant");
    assertThat(issuer.traded()).containsExactly("authorization_code");
    assertThat(issuer.tokens()).isEmpty();
  }

  @Test
  void showsTheErrorOfTheIssuer() {
    leave(VIEW);
    browser.click("#deny");

    browser.awaitText(
        "#problem", issuer.uri() + " refused the sign-in: access_denied (Nobody was chosen)");
    assertThat(browser.address()).isEqualTo(VIEW);
  }

  @Test
  void aTokenThatIsNoLongerTakenIsRenewedUntilTheIssuerSaysNo() {
    signInFrom(VIEW);
    spoilTokens();
    browser.rebuilding(() -> browser.click("#refresh"));
    assertThat(issuer.tokens()).hasSize(2);
    assertThat(browser.metric("calls")).isEqualTo(callsOfAlice());
    assertThat(browser.address()).isEqualTo(VIEW);

    issuer.endSessions();
    spoilTokens();
    browser.click("#refresh");
    browser.awaitText("#problem", "The token is invalid or expired. Sign in again.");
    assertThat(browser.js("return sessionStorage.length")).isEqualTo(0L);
  }

  @Test
  void aRefreshTokenThatStaysGoodRenewsAgainAndAgain() {
    issuer.keepRefreshTokens(true);
    signInFrom(VIEW);
    for (int renewals = 1; renewals <= 2; renewals++) {
      spoilTokens();
      browser.open(api.uri() + VIEW);
      assertThat(issuer.tokens()).hasSize(1 + renewals);
      assertThat(browser.metric("calls")).isEqualTo(callsOfAlice());
    }
    assertThat(issuer.traded())
        .containsExactly("authorization_code", "refresh_token", "refresh_token");
  }

  @Test
  void anotherTabIsSignedInWithoutTheIssuerAndGetsRenewedTokens() {
    signInFrom(VIEW);
    String first = browser.tab();
    try {
      String second = browser.openTab();
      browser.open(api.uri() + VIEW);
      assertThat(browser.texts("#who")).containsExactly("harbor · alice");
      assertThat(issuer.traded()).containsExactly("authorization_code");

      spoilTokens();
      browser.rebuilding(() -> browser.click("#refresh"));
      browser.switchTo(first);
      browser.await(
          "The renewed token never came",
          () ->
              issuer
                  .tokens()
                  .get(1)
                  .equals(browser.js("return sessionStorage.getItem('tidemark.token')")));
      browser.loading(() -> browser.click("#refresh"));
      assertThat(issuer.traded()).containsExactly("authorization_code", "refresh_token");

      spoilTokens();
      browser.rebuilding(() -> browser.click("#refresh"));
      assertThat(issuer.tokens()).as("its refresh token is the new one").hasSize(3);
      browser.click("#sign-out");
      browser.switchTo(second);
      browser.find("#sign-in");
      assertThat(browser.js("return sessionStorage.length")).isEqualTo(0L);
    } finally {
      browser.closeAllTabsBut(first);
    }
  }

  /** Goes to a view and from there to the issuer; the address that leads back with a code. */
  private String leave(String view) {
    browser.go(api.uri() + view);
    browser.click("#sign-in button");
    return browser.find("#allow").getDomProperty("href");
  }

  private void signInFrom(String view) {
    leave(view);
    browser.click("#allow");
    browser.awaitLoaded();
  }

  /**
   * A token of another key makes the API read the keys again, and miss the one before. It reads
   * them twice in a pause at most.
   */
  private void spoilTokens() {
    issuer.changeKey();
    String token = issuer.signed();
    browser.await(
        "The API never read the new key", () -> api.get(token, "/api/v1/me").status() == 200);
  }

  private String callsOfAlice() {
    long calls =
        harbor
            .callsInView()
            .only(hour -> "gpt-4o".equals(hour.dimension("model")))
            .only(hour -> "alice".equals(hour.dimension("user_id")))
            .sum("calls");
    return String.format(Locale.US, "%,d", calls);
  }

  private static ListAppender<ILoggingEvent> listen() {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    root().addAppender(appender);
    LOUD.forEach(name -> logger(name).setLevel(Level.DEBUG));
    return appender;
  }

  private static void stopListening(ListAppender<ILoggingEvent> appender) {
    LOUD.forEach(name -> logger(name).setLevel(null));
    root().detachAppender(appender);
  }

  private static Logger root() {
    return logger(Logger.ROOT_LOGGER_NAME);
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
