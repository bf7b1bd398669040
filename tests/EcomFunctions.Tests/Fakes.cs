using Ecom.Pipeline.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace EcomFunctions.Tests;

internal static class Fakes
{
    /// <summary>The context of an invocation of a function of this name.</summary>
    public static FunctionContext Invocation(string function, IServiceProvider services, CancellationToken cancellation = default)
    {
        var definition = new Mock<FunctionDefinition>();
        definition.SetupGet(d => d.Name).Returns(function);
        var context = new Mock<FunctionContext>();
        context.SetupGet(c => c.FunctionDefinition).Returns(definition.Object);
        context.SetupGet(c => c.InstanceServices).Returns(services);
        context.SetupGet(c => c.CancellationToken).Returns(cancellation);
        return context.Object;
    }

    /// <summary>A Durable client that knows these instances.</summary>
    public static Mock<DurableTaskClient> DurableClient(params string[] instances)
    {
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(c => c.GetInstancesAsync(It.IsAny<string>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, bool _, CancellationToken _) => instances.Contains(id) ? new OrchestrationMetadata("any", id) : null);
        client.Setup(c => c.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, CancellationToken _) => instances.Contains(id) ? new OrchestrationMetadata("any", id) : null);
        client.Setup(c => c.GetInstanceAsync(It.IsAny<string>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, bool _, CancellationToken _) => instances.Contains(id) ? new OrchestrationMetadata("any", id) : null);
        return client;
    }

    /// <summary>A Durable client whose instances are another engine's, so that what the app's own client makes of them can be seen.</summary>
    public static DurableTaskClient DurableClient(IOrchestrationClient engine)
    {
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(c => c.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((string id, CancellationToken cancellation) => FindAsync(engine, id, cancellation));
        client.Setup(c => c.GetInstanceAsync(It.IsAny<string>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .Returns((string id, bool _, CancellationToken cancellation) => FindAsync(engine, id, cancellation));
        client.Setup(c => c.GetAllInstancesAsync(It.IsAny<OrchestrationQuery>())).Returns((OrchestrationQuery query) =>
            Pageable.Create(async (string? _, CancellationToken cancellation) => new Page<OrchestrationMetadata>(
                await engine.ListAsync(query.InstanceIdPrefix!, int.MaxValue, cancellation).Select(Describe).ToArrayAsync(cancellation))));
        client.Setup(c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .Returns(async (TaskName name, object? input, StartOrchestrationOptions? options, CancellationToken cancellation) =>
            {
                await engine.StartAsync(name, input, options!.InstanceId!, cancellation);
                return options.InstanceId!;
            });
        client.Setup(c => c.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object?>(), It.IsAny<CancellationToken>()))
            .Returns((string id, string name, object? payload, CancellationToken cancellation) => engine.RaiseEventAsync(id, name, payload, cancellation));
        return client.Object;
    }

    private static async Task<OrchestrationMetadata?> FindAsync(IOrchestrationClient engine, string id, CancellationToken cancellation) =>
        await engine.GetAsync(id, cancellation) is { } state ? Describe(state) : null;

    private static OrchestrationMetadata Describe(OrchestrationState state) => new(state.Name, state.InstanceId)
    {
        RuntimeStatus = Enum.Parse<OrchestrationRuntimeStatus>(state.Status.ToString()),
        CreatedAt = state.Created,
        LastUpdatedAt = state.Updated,
        SerializedInput = state.Input?.GetRawText(),
        SerializedOutput = state.Output?.GetRawText(),
        SerializedCustomStatus = state.CustomStatus?.GetRawText(),
        FailureDetails = state.Error?.Split(": ", 2) is [var type, var message] ? new TaskFailureDetails(type, message, null, null, null) : null,
    };
}
