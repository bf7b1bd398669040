using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Ecom.Data.Tests")]
