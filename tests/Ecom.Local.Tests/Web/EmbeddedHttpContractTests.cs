using Ecom.HttpContract;
using Ecom.Serving;

namespace Ecom.Local.Tests.Web;

public sealed class EmbeddedListsTests : ListsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedBatchTests : BatchContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedCachingTests : CachingContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedVariantsTests : VariantsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedStorefrontTests : StorefrontContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedExperimentsTests : ExperimentsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedSearchTests : SearchContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedRulesTests : RulesContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedFeedbackTests : FeedbackContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedProductsTests : ProductsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedOperationsTests : OperationsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}

public sealed class EmbeddedPagesTests : PagesContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => EmbeddedContractHost.StartAsync(Shop, configure);
}
