using Ecom.HttpContract;

namespace Ecom.Serving.Tests.Http;

public sealed class InvokedListsTests : ListsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedBatchTests : BatchContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedCachingTests : CachingContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedVariantsTests : VariantsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedStorefrontTests : StorefrontContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedExperimentsTests : ExperimentsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedSearchTests : SearchContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedRulesTests : RulesContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedFeedbackTests : FeedbackContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedProductsTests : ProductsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedOperationsTests : OperationsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}

public sealed class InvokedPagesTests : PagesContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => InvokedContractHost.StartAsync(Shop, configure);
}
