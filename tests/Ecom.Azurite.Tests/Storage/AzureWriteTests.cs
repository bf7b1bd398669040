using Azure.Storage.Blobs;
using Ecom.Azurite.Tests.Azurite;
using Ecom.Pipeline.Storage;
using Ecom.PortContracts.Storage;

namespace Ecom.Azurite.Tests.Storage;

[Collection(AzuriteCollection.Name)]
public sealed class AzureWriteTests(AzuriteFixture azurite) : BlobWriteContract
{
    private BlobContainerClient? _container;

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(azurite.Open(_container ??= azurite.NewContainer()));
}
