namespace Ecom.Serving;

internal static class AssemblyMarker;
