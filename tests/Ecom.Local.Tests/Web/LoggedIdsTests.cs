using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Ecom.HttpContract;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Storefront;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moq;

namespace Ecom.Local.Tests.Web;

/// <summary>Whatever is asked, and whatever goes wrong: no line, scope or trace says who the customer is.</summary>
public sealed class LoggedIdsTests : IDisposable
{
    private const string User = "jane.doe@example.org";
    private const string Session = "session-of-janes-browser";
    private const string Key = "a-storefront-key-of-32-characters";

    private readonly ContractShop _shop = new();
    private readonly Recorder _recorder = new();
    private readonly ConcurrentQueue<string> _traced = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task No_log_and_no_trace_names_a_customer_or_a_session()
    {
        await _shop.PublishAndPromoteAsync("v1");
        using var listener = Listen();
        await using (var host = await StartAsync(null)) await AskEverythingAsync(host);
        // The recorder works: the host says that it serves, and requests are traced.
        Assert.Contains(_recorder.Lines, l => l.Contains("Serving version v1", StringComparison.Ordinal));
        Assert.Contains(_traced, t => t.Contains("HttpRequestIn", StringComparison.Ordinal));
        AssertNobodyNamed();
    }

    [Fact]
    public async Task A_failure_that_tells_a_customers_key_is_logged_with_the_hash_in_its_place()
    {
        await _shop.PublishAndPromoteAsync("v1");
        var state = new Mock<IUserState>();
        state.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((string key, CancellationToken _) => throw new InvalidOperationException($"The row of {key} is torn."));
        await using (var host = await StartAsync(state.Object))
        {
            var (status, problem) = await host.GetAsync($"/api/users/{Uri.EscapeDataString(User)}/recommendations");
            Assert.Equal(500, status);
            // Whoever is told a trace id finds it in the log.
            Assert.Single(_recorder.Lines, l => l.Contains($"(trace {problem.GetProperty("traceId").GetString()})", StringComparison.Ordinal));
            Assert.Equal(500, (await host.GetAsync($"/api/search?q=pan&user={Uri.EscapeDataString(User)}")).Status);
            Assert.Equal(500, (await host.GetAsync($"/api/storefront/recommendations?session={Session}")).Status);
        }
        var hash = new UserHashes(new StorefrontKeys(Options.Create(new Ecom.Serving.ServingOptions { Storefront = { Keys = { Key } } }))).Of(UserKeys.OfUser(User));
        Assert.Equal(2, _recorder.Lines.Count(l => l.Contains($"{hash} is torn", StringComparison.Ordinal)));
        Assert.Equal(3, _recorder.Lines.Count(l => l.Contains("is torn", StringComparison.Ordinal)));
        AssertNobodyNamed();
    }

    private static async Task AskEverythingAsync(ContractHost host)
    {
        var escaped = Uri.EscapeDataString(User);
        foreach (var path in new[]
        {
            $"/api/users/{escaped}/recommendations", $"/api/users/{escaped}/recommendations?session={Session}", $"/api/users/{escaped}/recommendations?n=0", $"/api/users/{escaped}/nothing",
            $"/api/search?q=pan&user={escaped}&session={Session}", $"/try?user={escaped}", $"/api/storefront/recommendations?user={escaped}", $"/api/storefront/recommendations?session={Session}",
        })
            using (await host.Client.GetAsync(new Uri(path, UriKind.Relative))) { }
        var view = new { kind = "View", itemId = "i7", userId = User, sessionId = Session };
        var (_, issued) = await host.PostAsync("/api/storefront/tokens", new { userId = User });
        var token = issued.GetProperty("token").GetString();
        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/feedback", new { events = new[] { view } }), ("/api/feedback", new { events = new[] { new { kind = "View", userId = User } } }),
            ($"/api/sessions/recommendations?session={Session}", new { events = Array.Empty<object>() }), ($"/api/baskets/recommendations?user={escaped}", new { items = new[] { "i7" } }),
            ("/api/recommendations/batch", new { userIds = new[] { User } }), ("/api/storefront/events", new { events = new[] { view }, token }), ("/api/storefront/events", new { events = new[] { view } }),
            ("/api/storefront/merge", new { sessionId = Session, token }), ("/api/users/" + escaped, new { }),
        })
            using (await host.Client.PostAsJsonAsync(path, body)) { }
        // What is written behind the requests.
        await Task.Delay(300);
    }

    private void AssertNobodyNamed()
    {
        foreach (var line in _recorder.Lines.Concat(_traced))
            foreach (var name in new[] { User, Uri.EscapeDataString(User), "jane", Session })
                Assert.DoesNotContain(name, line, StringComparison.OrdinalIgnoreCase);
    }

    private Task<ContractHost> StartAsync(IUserState? state) => EmbeddedContractHost.StartAsync(
        _shop, o => o.Storefront.Keys.Add(Key), builder =>
        {
            // Everything of ours; of the framework what is told at its usual level.
            builder.Logging.AddProvider(_recorder).AddFilter("Ecom", LogLevel.Trace).AddFilter("Microsoft", LogLevel.Information);
            if (state is not null) builder.Services.AddSingleton(state);
        });

    /// <summary>Every activity but those of this test's own client.</summary>
    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name != "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => _traced.Enqueue(
                $"{a.OperationName} {a.DisplayName} {string.Join(' ', a.TagObjects)} {string.Join(' ', a.Baggage)} {string.Join(' ', a.Events.SelectMany(e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Keeps lines with all their values, exceptions and scopes.</summary>
    private sealed class Recorder : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider? _scopes;

        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Log(Recorder recorder, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => recorder._scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

            void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var line = new System.Text.StringBuilder($"{category} {formatter(state, exception)} {exception}");
                if (state is IEnumerable<KeyValuePair<string, object?>> values) line.AppendJoin(' ', values);
                recorder._scopes?.ForEachScope((scope, text) => text.Append(" | ").Append(scope is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : scope), line);
                recorder.Lines.Enqueue(line.ToString());
            }
        }
    }
}
