using Ecom.Serving;

namespace Ecom.HttpContract;

/// <summary>What every host must answer. Split by feature into the classes below it.</summary>
public abstract class HttpContract : IDisposable
{
    protected ContractShop Shop { get; } = new();

    /// <summary>Starts a host over the shop; it serves what is promoted when the call returns.</summary>
    protected abstract Task<ContractHost> StartAsync(Action<ServingOptions>? configure = null);

    public void Dispose()
    {
        Shop.Dispose();
        GC.SuppressFinalize(this);
    }
}
