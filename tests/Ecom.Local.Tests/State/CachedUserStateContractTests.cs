using Ecom.Local.State;
using Ecom.Pipeline.Feedback;
using Ecom.PortContracts.Feedback;

namespace Ecom.Local.Tests.State;

/// <summary>The cache in front of the file, so small that it turns over within a test.</summary>
public sealed class CachedUserStateContractTests : UserStateContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private CachedUserState? _state;

    protected override Task<IUserState> OpenAsync() => Task.FromResult<IUserState>(
        _state ??= new CachedUserState(SqliteUserState.Open(_folder.File("state.db")), 300, null, TimeProvider.System));

    public void Dispose()
    {
        _state?.Dispose();
        _folder.Dispose();
    }
}
