using Ecom.Local.State;
using Ecom.Pipeline.Feedback;
using Ecom.PortContracts.Feedback;

namespace Ecom.Local.Tests.State;

public sealed class SqliteUserStateContractTests : UserStateContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteUserState> _open = [];

    protected override Task<IUserState> OpenAsync()
    {
        var state = SqliteUserState.Open(_folder.File("state.db"));
        _open.Add(state);
        return Task.FromResult<IUserState>(state);
    }

    public void Dispose()
    {
        foreach (var state in _open) state.Dispose();
        _folder.Dispose();
    }
}
