using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using EcomFunctions.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace EcomFunctions.Tests.Activities;

public sealed class ActivityInvokerTests
{
    private readonly IServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly Mock<ILogger<ActivityInvoker>> _logger = new();

    public ActivityInvokerTests() => _logger.Setup(l => l.IsEnabled(It.IsAny<LogLevel>())).Returns(true);

    [Fact]
    public async Task The_activity_of_the_functions_name_runs_with_the_invocations_services_and_token()
    {
        using var cancel = new CancellationTokenSource();
        var activity = new Mock<IActivity<string, bool>>();
        activity.Setup(a => a.RunAsync("shop", cancel.Token)).ReturnsAsync(true);
        IServiceProvider? given = null;
        var catalogue = new OrchestrationCatalogue().AddActivity<string, bool>("Known", services =>
        {
            given = services;
            return activity.Object;
        });

        Assert.True(await Invoker(catalogue).RunAsync<string, bool>(Fakes.Invocation("Known", _services, cancel.Token), "shop"));
        Assert.Same(_services, given);
    }

    [Fact]
    public async Task A_failure_is_logged_and_goes_on_to_the_engine()
    {
        var catalogue = Catalogue<RunStep, bool>((_, _) => throw new IOException("disk full"));
        await Assert.ThrowsAsync<IOException>(() => Invoker(catalogue).RunAsync<RunStep, bool>(Fakes.Invocation("Step", _services), new RunStep("default", "r1")));
        VerifyLogged("StepFailed");
    }

    [Fact]
    public async Task An_output_that_is_too_large_is_refused()
    {
        var catalogue = Catalogue<string, string>((_, _) => Task.FromResult(new string('x', Messages.MaximumBytes)));
        await Assert.ThrowsAsync<MessageTooLargeException>(() => Invoker(catalogue).RunAsync<string, string>(Fakes.Invocation("Step", _services), "in"));
    }

    [Fact]
    public async Task A_quarantined_dump_is_what_the_alert_waits_for()
    {
        var catalogue = Catalogue<DumpToIngest, IngestOutcome>((_, _) => Task.FromResult(new IngestOutcome(IngestState.Quarantined, "no rows")));
        var dump = new DumpToIngest(new IngestInput("default", "i1", "events.csv", "e1"), "");
        await Invoker(catalogue).RunAsync<DumpToIngest, IngestOutcome>(Fakes.Invocation("Step", _services), dump);
        VerifyLogged("DumpQuarantined");
    }

    [Fact]
    public async Task The_runs_id_is_on_every_line()
    {
        var catalogue = Catalogue<RunStep, bool>((_, _) => Task.FromResult(true));
        await Invoker(catalogue).RunAsync<RunStep, bool>(Fakes.Invocation("Step", _services), new RunStep("default", "r1"));
        _logger.Verify(l => l.BeginScope(It.Is<It.IsAnyType>((state, _) =>
            ((IEnumerable<KeyValuePair<string, object?>>)state).Any(p => p.Key == "RunId" && Equals(p.Value, "r1")))));
    }

    private ActivityInvoker Invoker(OrchestrationCatalogue catalogue) => new(catalogue, _logger.Object);

    private static OrchestrationCatalogue Catalogue<TInput, TOutput>(Func<TInput, CancellationToken, Task<TOutput>> run)
    {
        var activity = new Mock<IActivity<TInput, TOutput>>();
        activity.Setup(a => a.RunAsync(It.IsAny<TInput>(), It.IsAny<CancellationToken>())).Returns(run);
        return new OrchestrationCatalogue().AddActivity("Step", _ => activity.Object);
    }

    private void VerifyLogged(string eventName) => _logger.Verify(l => l.Log(
        It.IsAny<LogLevel>(), It.Is<EventId>(id => id.Name == eventName), It.IsAny<It.IsAnyType>(), It.IsAny<Exception?>(),
        It.IsAny<Func<It.IsAnyType, Exception?, string>>()), Times.Once);
}
