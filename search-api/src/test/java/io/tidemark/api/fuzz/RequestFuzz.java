/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.tidemark.api.SearchApi;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.RouteParameters;
import io.tidemark.api.request.Routes;
import io.tidemark.api.scim.ScimException;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The target that a fuzzer calls: any parameters for any route, as far as the search that would be
 * sent. No cluster is asked; a request ends well when it gets there, or is rejected with a message
 * that names the problem.
 */
public final class RequestFuzz {

  private static final String KEY = "c2VhcmNoLWFwaS1mdXp6aW5nLWtleS1vZi0zMi1ieXRlcyE=";
  private static final List<Scope> CALLERS =
      List.of(
          new Scope("acme", "root", true, new TreeSet<>()),
          new Scope("acme", "alice", false, new TreeSet<>(Set.of("bob"))));

  private static final List<Route> ROUTES = routes();

  private RequestFuzz() {}

  /** One handler method with what it takes. */
  private record Route(String path, Object controller, Method method, ParameterSet parameters) {}

  private static List<Route> routes() {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(SearchApi.class)
            .run(
                "--server.port=0",
                "--logging.level.root=error",
                "--tidemark.templates.install=false",
                "--tidemark.janitor.enabled=false",
                "--tidemark.monitors.enabled=false",
                "--tidemark.token.key-file=" + keyFile());
    // Nothing is sent: the search fails where it would go over the line.
    context.getBean(CircuitBreaker.class).transitionToForcedOpenState();
    RouteParameters parameters = context.getBean(RouteParameters.class);
    List<Route> routes = new ArrayList<>();
    context
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              Object controller = handler.createWithResolvedBean().getBean();
              if (controller instanceof Routes) {
                handler.getMethod().setAccessible(true);
                for (String path : mapping.getPatternValues()) {
                  routes.add(new Route(path, controller, handler.getMethod(), parameters.of(path)));
                }
              }
            });
    routes.sort(Comparator.comparing(Route::path));
    return routes;
  }

  private static Path keyFile() {
    try {
      return Files.writeString(Files.createTempFile("fuzz", ".key"), KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends one input. The first byte chooses route and caller; then come lines, each with a
   * character that chooses a parameter, and its value.
   *
   * @return whether the request was good enough to be searched for
   */
  static boolean reachesTheSearch(byte[] input) {
    if (input.length == 0) {
      return false;
    }
    int choice = input[0] & 0xff;
    Route route = ROUTES.get(choice % ROUTES.size());
    Scope caller = CALLERS.get(choice / ROUTES.size() % CALLERS.size());
    String[] lines = new String(input, 1, input.length - 1, UTF_8).split("\n", -1);
    try {
      ParameterValues values = route.parameters().read(sent(route, lines));
      route.method().invoke(route.controller(), arguments(route, caller, values, lines[0]));
      return true;
    } catch (ProblemException e) {
      return isUnavailable(e, route);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ProblemException problem) {
        return isUnavailable(problem, route);
      }
      if (e.getCause() instanceof ScimException scim && scim.status().is4xxClientError()) {
        return false;
      }
      throw new AssertionError(route.path() + " fails", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Called before the first input: the API takes longer to start than one input may. */
  public static void fuzzerInitialize() {
    if (ROUTES.isEmpty()) {
      throw new IllegalStateException("there are no routes");
    }
  }

  /** The fuzzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) {
    reachesTheSearch(input);
  }

  private static boolean isUnavailable(ProblemException problem, Route route) {
    int status = problem.status().value();
    if ((status >= 500 && status != 503) || problem.getMessage().isBlank()) {
      throw new AssertionError(route.path() + " answers badly", problem);
    }
    return status == 503;
  }

  private static Map<String, String[]> sent(Route route, String[] lines) {
    List<Parameter> all = route.parameters().list();
    Map<String, String[]> sent = new TreeMap<>();
    for (String line : lines) {
      if (!line.isEmpty() && !all.isEmpty()) {
        String name = all.get(line.charAt(0) % all.size()).name();
        sent.merge(name, new String[] {line.substring(1)}, RequestFuzz::both);
      }
    }
    return sent;
  }

  private static String[] both(String[] some, String[] more) {
    String[] both = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, both, some.length, more.length);
    return both;
  }

  private static Object[] arguments(
      Route route, Scope caller, ParameterValues values, String inPath) {
    return Arrays.stream(route.method().getParameterTypes())
        .map(
            type -> {
              if (type == Scope.class) {
                return caller;
              }
              if (type == ParameterValues.class) {
                return values;
              }
              if (type == SettingInput.class) {
                return new SettingInput(
                    "application/json", inPath.getBytes(UTF_8), new Precondition(inPath, inPath));
              }
              if (type == Workload.class) {
                return WorkloadPaths.findWorkload(route.path()).orElseThrow();
              }
              if (type == HttpServletRequest.class) {
                return request(inPath.getBytes(UTF_8));
              }
              return type == String.class ? inPath : silent(type);
            })
        .toArray();
  }

  /** A request with a body of lines, and without headers. */
  private static Object request(byte[] body) {
    return Proxy.newProxyInstance(
        RequestFuzz.class.getClassLoader(),
        new Class<?>[] {HttpServletRequest.class},
        (self, method, values) ->
            switch (method.getName()) {
              case "getInputStream" -> new BodyStream(body);
              case "getContentType" -> "application/x-ndjson";
              default -> null;
            });
  }

  /** A response that is not read. */
  private static Object silent(Class<?> type) {
    return Proxy.newProxyInstance(
        RequestFuzz.class.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> null);
  }

  private static final class BodyStream extends ServletInputStream {

    private final ByteArrayInputStream content;

    BodyStream(byte[] body) {
      content = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return content.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return content.read(bytes, offset, length);
    }

    @Override
    public boolean isFinished() {
      return content.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body is read at once");
    }
  }
}
