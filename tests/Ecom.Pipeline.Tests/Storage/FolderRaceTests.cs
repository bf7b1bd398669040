using Ecom.Pipeline.Storage;
using Ecom.PortContracts.Storage;

namespace Ecom.Pipeline.Tests.Storage;

public sealed class FolderRaceTests : BlobRaceContract, IDisposable
{
    private readonly FolderFixture _folder = new();

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(_folder.Open());

    public void Dispose() => _folder.Dispose();
}
