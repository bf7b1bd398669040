using Microsoft.Azure.Functions.Worker;
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
}
