using Ecom.HttpContract;
using Ecom.Serving;

namespace EcomFunctions.Tests.Http;

public sealed class FunctionsListsTests : ListsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsSearchTests : SearchContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsRulesTests : RulesContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsFeedbackTests : FeedbackContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsProductsTests : ProductsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsOperationsTests : OperationsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsPagesTests : PagesContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsBatchTests : BatchContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsCachingTests : CachingContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsVariantsTests : VariantsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsStorefrontTests : StorefrontContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

public sealed class FunctionsExperimentsTests : ExperimentsContract
{
    protected override Task<ContractHost> StartAsync(Action<ServingOptions>? configure) => FunctionsContractHost.StartAsync(Shop, configure);
}

/// <summary>No suite of the contract is left out.</summary>
public sealed class FunctionsHttpContractTests
{
    [Fact]
    public void Every_suite_runs_on_the_app()
    {
        var suites = typeof(ContractHost).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Ecom.HttpContract.HttpContract)));
        var here = typeof(FunctionsHttpContractTests).Assembly.GetTypes().Where(t => !t.IsAbstract).Select(t => t.BaseType);
        Assert.Empty(suites.Except(here));
    }
}
